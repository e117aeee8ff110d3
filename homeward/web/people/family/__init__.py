"""Families: households, relations, parental responsibility, contact, and what must not be told."""
