"""One file a measure; the file's name is the measure's id."""
