"""Files that belong to a child's record: told apart by their bytes, cleaned, looked through, given out as downloads."""
