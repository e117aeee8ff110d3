"""The return plan: phase by phase, and whether each held."""
