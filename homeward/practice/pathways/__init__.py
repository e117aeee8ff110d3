"""Pathways: what a service does for a child step by step, with the decisions on the way and every way out."""
