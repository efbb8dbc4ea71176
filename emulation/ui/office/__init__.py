"""What the officer's pages say and draw, a file or a folder each; beside them what several share."""
