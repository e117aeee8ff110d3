"""Things without a room."""
