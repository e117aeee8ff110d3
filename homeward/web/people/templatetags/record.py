"""What templates of pages about a child may write to say whose record it is, and which pages it has."""

from django import template
from django.template import Context

from homeward.web.people.navigation import record_navigation
from homeward.web.people.record.heading import Heading, heading_of

register = template.Library()


@register.simple_tag(takes_context=True)
def record_heading(context: Context) -> Heading:
    """Return who the child is whose page it is: `{% record_heading as heading %}`."""
    return heading_of(context["request"])


@register.simple_tag(takes_context=True)
def record_menu(context: Context) -> list[dict[str, object]]:
    """Return the pages of the child's record that the reader may open: `{% record_menu as entries %}`."""
    return record_navigation(context["request"])
