"""Results and charts become documents that people read and keep."""
