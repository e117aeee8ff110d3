"""Legal holds: who puts one on, and the two people who lift it."""
