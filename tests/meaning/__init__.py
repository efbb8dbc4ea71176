"""What the screens and the slides say in numbers, and the rules by which each is held against its query."""
