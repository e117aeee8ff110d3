"""Makes passwords for one sign-in, which can be read out over the telephone."""

import secrets

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that are taken for others
_GROUPS, _IN_A_GROUP = 4, 4


def make_password() -> str:
    """Return a random password of four groups of four letters and figures (79 bits), such as `k7mf-2qtx-9wdp-r4hn`."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_IN_A_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)
