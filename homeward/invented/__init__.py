"""Councils and children that never were, written as returns, so that everybody can try Homeward safely."""
