"""The pages of a child's pathway, one file a page."""
