"""The e-mail of a morning that says how many tasks are due, and of nobody whose they are."""
