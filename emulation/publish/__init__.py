"""What a commune sends up: its figures of a day and the dossiers that it handed up, as one signed package."""
