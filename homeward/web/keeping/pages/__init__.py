"""The pages of keeping, one file a page."""
