"""Planted: the day of an instant taken as it is kept."""


def day_of(row):
    """Return the day."""
    return row.entered_at.date()
