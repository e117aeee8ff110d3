"""Commands Django finds by their file name."""
