"""Who looked, who wrote, and proof that nobody changed that record afterwards."""
