"""Rows become periods of care, exits, returns home and re-entries; worked out once."""
