"""Visits and contacts: who was seen, alone or not, where, the child's own words, and when a child was seen last."""
