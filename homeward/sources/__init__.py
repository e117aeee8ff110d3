"""Outside files become typed rows, and the fate of every row is told."""
