"""Finds what was written of children, by word and by person, among what the asker may see."""
