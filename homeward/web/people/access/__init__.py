"""Restrictions, leave, conflicts of interest, and breaking the glass."""
