"""The city: it takes the packages of its communes into a lake."""
