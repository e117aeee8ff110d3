"""Backups: the whole database in one file that proves itself, and the way back from it to a new place."""
