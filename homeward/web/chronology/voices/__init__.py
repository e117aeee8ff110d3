"""What a child and the parents say, in their own words: how they were asked, what was done about it, and silence."""
