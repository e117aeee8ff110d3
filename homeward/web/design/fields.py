"""Turns one question of a form into the GOV.UK component that asks it, with its hint and what was wrong."""

from collections.abc import Callable

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from homeward.web.design.components import draw
from homeward.web.design.dates import PARTS, DateBoxes
from homeward.web.design.language import html_code

Params = dict[str, object]


def draw_field(field: BoundField) -> SafeString:
    """Return the HTML of one question: label, hint, error and input, by the kind of its widget.

    Raises ValueError for a widget that no component stands for.
    """
    widget = field.field.widget
    if widget.is_hidden:
        return field.as_widget()
    for kind, drawing in _DRAWINGS:
        if isinstance(widget, kind):
            component, params = drawing(field)
            return draw(component, {**_asked(field), **params})
    raise ValueError(f"No GOV.UK component stands for {type(widget).__name__}.")


def draw_errors(form: forms.BaseForm) -> SafeString:
    """Return the summary of what was wrong with a form, each line leading to its question; nothing if all was well."""
    if not form.errors:
        return SafeString()
    lines = [{"text": error} for error in form.non_field_errors()]
    for field in form:
        lines += [{"text": error, "href": f"#{_first_id(field)}"} for error in field.errors]
    title = format_html('<span lang="{}">{}</span>', html_code(), gettext("There is a problem"))
    return draw("error-summary", {"titleHtml": title, "errorList": lines})


def _asked(field: BoundField) -> Params:
    """Return what every kind of question has: name, hint, error."""
    asked: Params = {"name": field.html_name, "id": field.auto_id, "idPrefix": field.auto_id}
    if field.help_text:
        asked["hint"] = {"text": field.help_text}
    if field.errors:
        asked["errorMessage"] = {"text": field.errors[0]}
    return asked


def _first_id(field: BoundField) -> str:
    """Return the id of the first thing one can type into or tick."""
    return f"{field.auto_id}-day" if isinstance(field.field.widget, DateBoxes) else field.auto_id


def _attributes(field: BoundField) -> Params:
    """Return the input's own attributes; a question that records a fact says which."""
    own = {name: value for name, value in field.field.widget.attrs.items() if name not in ("class", "placeholder")}
    fact = getattr(field.field, "fact", "")
    return own | ({"data-fact": fact} if fact else {})


def _label(field: BoundField) -> Params:
    return {"text": field.label, "classes": "govuk-label--s"}


def _legend(field: BoundField) -> Params:
    return {"legend": {"text": field.label, "classes": "govuk-fieldset__legend--s"}}


def _value(field: BoundField) -> str:
    return field.field.widget.format_value(field.value()) or ""


def _input(field: BoundField) -> tuple[str, Params]:
    kind = field.field.widget.input_type
    return "input", {"label": _label(field), "type": kind, "value": _value(field), "attributes": _attributes(field)}


def _password(field: BoundField) -> tuple[str, Params]:
    """Never send a password back to the page."""
    autocomplete = field.field.widget.attrs.get("autocomplete", "current-password")
    return "password-input", {"label": _label(field), "autocomplete": autocomplete, **_showing()}


def _showing() -> Params:
    """Return what the button says that shows a password, and what is read out when it was pressed."""
    return {
        "showPasswordText": gettext("Show"),
        "hidePasswordText": gettext("Hide"),
        "showPasswordAriaLabelText": gettext("Show password"),
        "hidePasswordAriaLabelText": gettext("Hide password"),
        "passwordShownAnnouncementText": gettext("Your password is visible"),
        "passwordHiddenAnnouncementText": gettext("Your password is hidden"),
    }


def _file(field: BoundField) -> tuple[str, Params]:
    return "file-upload", {"label": _label(field), "attributes": _attributes(field)}


def _textarea(field: BoundField) -> tuple[str, Params]:
    attributes = _attributes(field)
    rows = attributes.pop("rows", 5)
    attributes.pop("cols", None)
    return "textarea", {"label": _label(field), "value": _value(field), "rows": rows, "attributes": attributes}


def _select(field: BoundField) -> tuple[str, Params]:
    return "select", {"label": _label(field), "items": _options(field, "selected"), "attributes": _attributes(field)}


def _radios(field: BoundField) -> tuple[str, Params]:
    return "radios", {"fieldset": _legend(field), "items": _options(field, "checked", _attributes(field))}


def _checkboxes(field: BoundField) -> tuple[str, Params]:
    return "checkboxes", {"fieldset": _legend(field), "items": _options(field, "checked", _attributes(field))}


def _tick(field: BoundField) -> tuple[str, Params]:
    """One box to tick: its label stands beside it."""
    ticked = field.field.widget.check_test(field.value())
    box = {"value": "on", "text": field.label, "checked": ticked, "attributes": _attributes(field)}
    return "checkboxes", {"items": [box]}


def _date(field: BoundField) -> tuple[str, Params]:
    """Three boxes: day, month, year."""
    values = field.field.widget.values(field.value())
    wrong = " govuk-input--error" if field.errors else ""
    boxes = [
        {
            "name": part,
            "value": values[part],
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}{wrong}",
            "attributes": _attributes(field),
        }
        for part in PARTS
    ]
    return "date-input", {"fieldset": _legend(field), "namePrefix": field.html_name, "items": boxes}


def _options(field: BoundField, marked: str, attributes: Params | None = None) -> list[Params]:
    """Return the choices of a question; groups of choices are listed one after the other."""
    return [
        {
            "value": str(option["value"]),
            "text": option["label"],
            marked: option["selected"],
            "attributes": attributes or {},
        }
        for _, options, _ in field.field.widget.optgroups(field.html_name, _chosen(field))
        for option in options
    ]


def _chosen(field: BoundField) -> list[str]:
    return field.field.widget.format_value(field.value())


_DRAWINGS: list[tuple[type[forms.Widget], Callable[[BoundField], tuple[str, Params]]]] = [
    (DateBoxes, _date),
    (forms.CheckboxSelectMultiple, _checkboxes),
    (forms.RadioSelect, _radios),
    (forms.CheckboxInput, _tick),
    (forms.Select, _select),
    (forms.Textarea, _textarea),
    (forms.PasswordInput, _password),
    (forms.FileInput, _file),
    (forms.widgets.Input, _input),
]
