"""What other systems may read: one file a kind of record."""
