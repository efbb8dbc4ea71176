"""What an officer may do, what it would change, and what is to be saved for it. No screen, no file is touched here."""
