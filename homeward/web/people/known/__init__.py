"""Is this person known? Names, sounds, dates and addresses compared, and explained in words."""
