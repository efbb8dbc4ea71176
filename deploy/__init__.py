"""What surrounds the dashboard on a machine: its environment."""
