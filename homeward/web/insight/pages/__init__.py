"""The pages from an uploaded return to published figures, one file a page."""
