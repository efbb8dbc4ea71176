"""What the screens of *Theo dõi* say and draw, a file or a folder each."""
