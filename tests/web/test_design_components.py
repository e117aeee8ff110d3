"""Components and form fields: every widget has one, every text in it is escaped, errors lead to their question."""

from datetime import date
from html.parser import HTMLParser

import pytest
from django import forms
from django.template import Context, Template
from django.utils.datastructures import MultiValueDict
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.web.design.components import draw
from homeward.web.design.dates import DateBoxes
from homeward.web.design.templatetags.govuk import nested

HOSTILE = """<script>alert("1")</script>'"><img src=x onerror=alert(1)>&amp;{{ 7*7 }}{% now %}"""


class Elements(HTMLParser):
    """Collects the elements of a piece of HTML, with their attributes, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.words += data

    def first(self, tag: str, **wanted: str) -> dict[str, str | None]:
        return next(
            dict(attrs) for name, attrs in self.elements if name == tag and wanted.items() <= dict(attrs).items()
        )


class Asked(forms.Form):
    line = forms.CharField(label="A line", help_text="A hint")
    number = forms.IntegerField(label="A number")
    long = forms.CharField(label="Long", widget=forms.Textarea(attrs={"rows": 3}))
    secret = forms.CharField(label="Secret", widget=forms.PasswordInput)
    chosen = forms.ChoiceField(label="Chosen", choices=[("", "None"), ("a", "Alpha"), ("b", "Beta")])
    grouped = forms.ChoiceField(label="Grouped", choices=[("Group", [("x", "Ex"), ("y", "Why")])], required=False)
    one = forms.ChoiceField(label="One", choices=[("a", "Alpha"), ("b", "Beta")], widget=forms.RadioSelect)
    some = forms.MultipleChoiceField(
        label="Some", choices=[("a", "Alpha"), ("b", "Beta")], widget=forms.CheckboxSelectMultiple
    )
    ticked = forms.BooleanField(label="Ticked")
    when = forms.DateField(label="When", widget=DateBoxes)
    file = forms.FileField(label="File", widget=forms.FileInput(attrs={"accept": ".csv"}))
    hidden = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.fact = "a_fact"


ANSWERS = {
    "line": "words",
    "number": "7",
    "long": "many words",
    "secret": "never shown again",
    "chosen": "b",
    "one": "b",
    "some": ["a", "b"],
    "ticked": "on",
    "when-day": "3",
    "when-month": "2",
    "when-year": "2026",
    "hidden": "h",
}


def answers(**changed: object) -> MultiValueDict:
    given = ANSWERS | changed
    return MultiValueDict({name: value if isinstance(value, list) else [value] for name, value in given.items()})


def rendered(source: str, **context: object) -> str:
    return Template("{% load govuk %}" + source).render(Context(context))


def asked(form: forms.Form, name: str) -> Elements:
    return Elements(rendered("{% govuk_field field %}", field=form[name]))


def test_a_component_is_drawn_from_a_template() -> None:
    html = Elements(rendered('{% govuk "button" text="Save" %}'))
    assert html.first("button")["class"] == "govuk-button"
    assert html.words.strip() == "Save"


def test_two_underscores_go_one_level_in() -> None:
    assert nested({"a": 1, "b__c": 2, "b__d__e": 3}) == {"a": 1, "b": {"c": 2, "d": {"e": 3}}}
    html = Elements(rendered('{% govuk "input" name="x" label__text="Your name" hint__text="As on your card" %}'))
    assert "Your name" in html.words
    assert html.first("input")["aria-describedby"] == "x-hint"


def test_a_component_that_is_not_there_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="no component named 'buton'"):
        rendered('{% govuk "buton" text="Save" %}')


@pytest.mark.parametrize(
    ("component", "params"),
    [
        ("button", {"text": HOSTILE, "name": HOSTILE, "value": HOSTILE, "attributes": {"data-x": HOSTILE}}),
        ("button", {"text": HOSTILE, "href": HOSTILE, "id": HOSTILE}),
        ("tag", {"text": HOSTILE, "classes": HOSTILE}),
        ("notification-banner", {"text": HOSTILE, "titleText": HOSTILE}),
        ("warning-text", {"text": HOSTILE}),
        ("inset-text", {"text": HOSTILE}),
        ("details", {"summaryText": HOSTILE, "text": HOSTILE}),
        ("error-summary", {"titleText": HOSTILE, "errorList": [{"text": HOSTILE, "href": HOSTILE}]}),
        ("service-navigation", {"navigation": [{"text": HOSTILE, "href": HOSTILE, "current": True}]}),
        ("summary-list", {"rows": [{"key": {"text": HOSTILE}, "value": {"text": HOSTILE}}]}),
        ("table", {"caption": HOSTILE, "head": [{"text": HOSTILE}], "rows": [[{"text": HOSTILE}]]}),
        ("input", {"name": HOSTILE, "value": HOSTILE, "label": {"text": HOSTILE}, "hint": {"text": HOSTILE}}),
        ("textarea", {"name": "x", "value": HOSTILE, "errorMessage": {"text": HOSTILE}, "label": {"text": "x"}}),
        ("select", {"name": "x", "label": {"text": "x"}, "items": [{"value": HOSTILE, "text": HOSTILE}]}),
        ("radios", {"name": "x", "items": [{"value": HOSTILE, "text": HOSTILE}]}),
        ("checkboxes", {"name": "x", "items": [{"value": HOSTILE, "text": HOSTILE}]}),
        ("back-link", {"text": HOSTILE, "href": HOSTILE}),
        ("pagination", {"next": {"href": HOSTILE, "text": HOSTILE}}),
    ],
)
def test_hostile_text_stays_text(component: str, params: dict[str, object]) -> None:
    html = Elements(draw(component, params))
    assert {tag for tag, _ in html.elements} & {"script", "img"} == set()
    assert all(not name.startswith("on") for _, attrs in html.elements for name, _ in attrs)


@given(text=st.text(alphabet="<>&\"'= /abc", max_size=30))
@settings(max_examples=60, deadline=None)
def test_whatever_was_typed_comes_back_as_typed(text: str) -> None:
    form = Asked(answers(line=text, long=text))
    assert asked(form, "line").first("input")["value"] == text
    assert "script" not in {tag for tag, _ in asked(form, "long").elements}


@pytest.mark.parametrize("name", [name for name in Asked.base_fields if name not in ("hidden",)])
def test_every_input_has_a_label_a_name_a_fact_and_no_attribute_twice(name: str) -> None:
    for form in (Asked(), Asked(answers()), Asked({}, {})):
        html = asked(form, name)
        inputs = [dict(attrs) for tag, attrs in html.elements if tag in ("input", "textarea", "select")]
        labels = {dict(attrs).get("for") for tag, attrs in html.elements if tag == "label"}
        assert inputs
        for found in inputs:
            assert found["id"] in labels
            assert (found["name"] or "").startswith(name)
            assert found.get("data-fact") == (None if name == "secret" else "a_fact")
        for _, attrs in html.elements:
            assert len(attrs) == len(dict(attrs))


def test_a_field_without_a_fact_says_nothing_of_one() -> None:
    class Plain(forms.Form):
        line = forms.CharField()

    assert "data-fact" not in rendered("{% govuk_field form.line %}", form=Plain())


def test_what_was_answered_is_shown_again() -> None:
    form = Asked(answers())
    assert asked(form, "line").first("input")["value"] == "words"
    assert asked(form, "number").first("input")["type"] == "number"
    assert "many words" in asked(form, "long").words
    assert asked(form, "chosen").first("option", value="b").keys() >= {"selected"}
    assert "selected" not in asked(form, "chosen").first("option", value="a")
    assert "checked" in asked(form, "one").first("input", value="b")
    assert "checked" not in asked(form, "one").first("input", value="a")
    assert all("checked" in asked(form, "some").first("input", value=value) for value in "ab")
    assert "checked" in asked(form, "ticked").first("input")
    assert "Why" in asked(form, "grouped").words


def test_a_password_is_never_sent_back() -> None:
    assert "never shown again" not in rendered("{% govuk_field form.secret %}", form=Asked(answers()))


def test_a_file_input_keeps_its_kinds() -> None:
    assert asked(Asked(), "file").first("input")["accept"] == ".csv"


def test_a_hint_and_an_error_are_tied_to_their_input() -> None:
    found = asked(Asked(answers(line="")), "line")
    assert found.first("input")["aria-describedby"] == "id_line-hint id_line-error"
    assert "This field is required." in found.words


def test_a_hidden_field_has_no_label() -> None:
    html = asked(Asked(), "hidden")
    assert [tag for tag, _ in html.elements] == ["input"]


def test_a_widget_without_a_component_is_a_mistake() -> None:
    class Odd(forms.Form):
        odd = forms.DateField(widget=forms.SelectDateWidget)

    with pytest.raises(ValueError, match="SelectDateWidget"):
        rendered("{% govuk_field form.odd %}", form=Odd())


# The summary of errors


def test_each_error_leads_to_something_on_the_page() -> None:
    form = Asked({}, {})
    page = rendered("{% for field in form %}{% govuk_field field %}{% endfor %}", form=form)
    ids = {dict(attrs).get("id") for _, attrs in Elements(page).elements}
    links = [
        dict(attrs)["href"]
        for tag, attrs in Elements(rendered("{% govuk_errors form %}", form=form)).elements
        if tag == "a"
    ]
    shown = [name for name in Asked.base_fields if name not in ("grouped", "hidden")]
    assert len(links) == len(shown) + 1
    assert {link for link in links if link not in {f"#{known}" for known in ids}} == set()


def test_an_error_of_the_whole_form_is_told_once_and_escaped() -> None:
    form = Asked(answers(), {})
    form.add_error(None, HOSTILE)
    html = Elements(rendered("{% govuk_errors form %}", form=form))
    assert HOSTILE in html.words
    assert "script" not in {tag for tag, _ in html.elements}


def test_a_form_without_errors_has_no_summary() -> None:
    class Plain(forms.Form):
        line = forms.CharField()

    assert rendered("{% govuk_errors form %}", form=Plain({"line": "x"})) == ""
    assert rendered("{% govuk_errors form %}", form=Plain()) == ""


# Dates in three boxes


class When(forms.Form):
    when = forms.DateField(widget=DateBoxes, required=False)


@given(day=st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
@settings(max_examples=60, deadline=None)
def test_a_date_comes_through_its_boxes_unchanged(day: date) -> None:
    boxes = DateBoxes().values(day)
    form = When({f"when-{part}": words for part, words in boxes.items()})
    assert form.is_valid()
    assert form.cleaned_data["when"] == day


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [("31", "2", "2026"), ("", "2", "2026"), ("1", "13", "2026"), ("x", "y", "z"), ("1-2", "3", "2026")],
)
def test_what_is_no_date_is_refused_and_can_be_put_right(day: str, month: str, year: str) -> None:
    form = When({"when-day": day, "when-month": month, "when-year": year})
    assert not form.is_valid()
    assert rendered("{% govuk_field form.when %}", form=form).count("govuk-input--error") == 3


def test_empty_boxes_are_no_date() -> None:
    form = When({"when-day": " ", "when-month": "", "when-year": ""})
    assert form.is_valid()
    assert form.cleaned_data["when"] is None


def test_what_was_typed_stays_in_its_box() -> None:
    form = When({"when-day": "31", "when-month": "2", "when-year": "2026"})
    html = asked(form, "when")
    assert [html.first("input", name=f"when-{part}")["value"] for part in ("day", "month", "year")] == [
        "31",
        "2",
        "2026",
    ]
