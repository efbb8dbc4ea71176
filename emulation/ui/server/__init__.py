"""The server: what it answers beside the screens, whom it lets in, and what it does between the visits."""
