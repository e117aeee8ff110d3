"""Family time: planned with each relative, and written down session by session."""
