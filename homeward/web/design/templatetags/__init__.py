"""The words that templates use for our look."""
