"""What templates of pages about a child may write to tell that records were, or may be, merged."""

from django import template
from django.template import Context

from homeward.web.people.merging.queries import merges_told
from homeward.web.people.models import Merge

register = template.Library()


@register.simple_tag(takes_context=True)
def record_merges(context: Context) -> list[Merge]:
    """Return the merges to tell of above the page of the child: `{% record_merges as merges %}`."""
    request = context["request"]
    return merges_told(request.user, request.child.person)
