"""Numbers in, numbers out; no child in sight."""
