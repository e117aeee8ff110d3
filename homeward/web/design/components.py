"""Draws one GOV.UK component, such as a button or an error summary, as HTML."""

from collections.abc import Mapping
from functools import cache

from django.utils.safestring import SafeString, mark_safe
from jinja2 import Environment, PackageLoader, PrefixLoader, TemplateNotFound

_LOADER = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
_ENVIRONMENT = Environment(loader=_LOADER, autoescape=True, trim_blocks=True, lstrip_blocks=True)


def draw(component: str, params: Mapping[str, object]) -> SafeString:
    """Return a component's HTML, every text in it escaped.

    `component` is its name in GOV.UK's design system ("button", "error-summary"); `params` are that component's own
    options. `html` options, and text that is marked safe already, go in as they are. Raises ValueError for a component
    that is not there.
    """
    return mark_safe(_macro(component)(params))  # noqa: S308 - Jinja has escaped every text in it


@cache
def _macro(component: str):
    """Return the macro that draws a component."""
    words = component.split("-")
    try:
        template = _ENVIRONMENT.get_template(f"govuk_frontend_jinja/components/{component}/macro.html")
    except TemplateNotFound:
        raise ValueError(f"GOV.UK's design system has no component named {component!r}.") from None
    return getattr(template.module, "govuk" + "".join(word.capitalize() for word in words))
