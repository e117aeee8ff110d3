"""The pages of a child's story, one file a page."""
