"""What templates may write to get a GOV.UK component, a form's question, or the summary of its errors."""

from collections.abc import Mapping

from django import forms, template
from django.conf import settings
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from homeward.web.design.components import draw
from homeward.web.design.fields import draw_errors, draw_field

register = template.Library()


@register.simple_tag
def govuk(component: str, **params: object) -> SafeString:
    """Draw a component: `{% govuk "button" text="Save" %}`. Two underscores go one level in: `label__text="Name"`."""
    return draw(component, nested(params))


@register.simple_tag
def govuk_field(field: BoundField) -> SafeString:
    """Draw one question of a form: `{% govuk_field form.name %}`."""
    return draw_field(field)


@register.simple_tag
def govuk_errors(form: forms.BaseForm) -> SafeString:
    """Draw the summary of a form's errors, above the page's heading: `{% govuk_errors form %}`."""
    return draw_errors(form)


@register.simple_tag
def is_invented() -> bool:
    """Tell whether this service holds invented people only."""
    return settings.HOMEWARD_INVENTED


@register.simple_tag
def version() -> str:
    """Return Homeward's version."""
    return settings.HOMEWARD_VERSION


@register.filter
def banner_kind(level: str) -> str | None:
    """Return the kind of banner for a message's level: green for success, else the usual one."""
    return "success" if "success" in level else None


def nested(params: Mapping[str, object]) -> dict[str, object]:
    """Return options with `outer__inner` unfolded: {"label__text": "x"} becomes {"label": {"text": "x"}}."""
    unfolded: dict[str, object] = {}
    for name, value in params.items():
        *outer, last = name.split("__")
        place = unfolded
        for word in outer:
            place = place.setdefault(word, {})
        place[last] = value
    return unfolded
