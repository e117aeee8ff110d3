"""Makes the text of a token, and the digest by which it is found again: the text itself is stored nowhere."""

import hashlib
import secrets

MARK = "hwd_"
"""A token begins with it, so that one that was left in a file by mistake is found by search."""
FEED_MARK = "hwc_"
"""The secret in a calendar's address begins with it. The log leaves out whatever begins with either mark."""


def make_text(mark: str = MARK) -> str:
    """Return a new token: the mark and 43 random letters, figures, hyphens and underscores (256 bits)."""
    return mark + secrets.token_urlsafe(32)


def digest_of(text: str) -> str:
    """Return a token's SHA-256 (hex). A random text of this length needs no salt and no slow digest."""
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()
