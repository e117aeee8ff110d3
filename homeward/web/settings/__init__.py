"""How the web floor is set up: what all have in common, then demo, production and tests."""
