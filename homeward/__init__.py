"""Homeward brings children home from care safely, and finds every other child a permanent home in time."""
