"""What the statutory return tells of a child besides episodes: reviews, and times when the child was missing."""
