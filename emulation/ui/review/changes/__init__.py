"""What moved since the day that is compared with, as a picture: tasks, dossiers, ranks."""
