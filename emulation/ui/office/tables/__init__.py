"""A file of the data folder as a grid: looked through, edited, pasted into, checked and saved."""
