"""Lets other systems of the council read what they were given leave to read, and nothing else."""
