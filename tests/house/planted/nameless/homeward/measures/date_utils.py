"""Things without a home."""
