"""Brothers and sisters on their ways home: each is decided one by one, and they are seen together."""
