"""Counts what is asked with each token, so that none keeps the service from others; survives a restart."""

from django.conf import settings
from django.core.cache import cache

from homeward.web import clock
from homeward.web.api.models import ApiToken

_KEPT_SECONDS = 120


def seconds_to_wait(token: ApiToken) -> int:
    """Count one question; return 0, or for how long to wait where too many were asked in this minute of the clock.

    The count is in the cache, which is a table of the database: every process of the service counts the same.
    """
    now = clock.now()
    key = f"interface-{token.pk}-{int(now.timestamp()) // 60}"
    cache.add(key, 0, timeout=_KEPT_SECONDS)
    return 0 if cache.incr(key) <= settings.HOMEWARD_INTERFACE_READS_A_MINUTE else 60 - now.second
