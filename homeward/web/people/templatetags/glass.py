"""What templates may write to say how long something stays open."""

from datetime import datetime

from django import template

from homeward.web import clock
from homeward.web.people.access import explained

register = template.Library()


@register.filter
def time_left(until_at: datetime) -> str:
    """Return how long it is from now until an instant, in words: `{{ heading.open_until|time_left }}`."""
    return explained.time_left(until_at, clock.now())
