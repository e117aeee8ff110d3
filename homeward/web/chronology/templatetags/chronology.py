"""Puts into words, on pages of a chronology, what an event says by a key."""

from django import template

from homeward.practice.chronology.event import CATEGORY_WORDS, ChronologyEvent

register = template.Library()


@register.filter
def kind_in_words(event: ChronologyEvent) -> str:
    """Return what kind of thing happened."""
    return CATEGORY_WORDS[event.category]
