"""Councils and children that never were, written as returns, so that everybody can try Homeward safely."""

from homeward.invented.invent import invent, write_invented

__all__ = ["invent", "write_invented"]
