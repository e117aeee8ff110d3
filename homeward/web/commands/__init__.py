"""The commands that run and mind the service."""
