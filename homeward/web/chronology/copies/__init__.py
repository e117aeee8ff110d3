"""Copies of a child's story for one recipient: prepared with what is withheld, sealed, given, and called back."""
