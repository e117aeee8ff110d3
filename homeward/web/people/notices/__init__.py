"""Notices to people who sign in."""
