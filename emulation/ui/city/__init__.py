"""The screens of a city of communes."""
