"""*Tiến độ theo quý*: its sentences, its figures, a task's window, the conclusions of meetings."""
