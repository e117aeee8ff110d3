"""Files that somebody gives for a child's record: told apart by their bytes, and written anew without what may harm."""
