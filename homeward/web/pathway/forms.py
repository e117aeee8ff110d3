"""What is asked on the pages of a child's pathway."""

from typing import Any

from django import forms

from homeward.practice.classification import PARTS, Change, Found, Level, Protection, Risks, Wish
from homeward.web import clock
from homeward.web.design.dates import day_field
from homeward.web.pathway.classifications.actions import Judgement
from homeward.web.pathway.local.queries import FACTS
from homeward.web.pathway.models import LEVELS, AbuseRecorded, parts_of
from homeward.web.people.forms.facts import FactForm

_ABUSE_HINT = "Where it is, or nobody knows, parents are seen and assessed apart."


def _words(label: str, hint: str, says: str, *, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(
        label=label, help_text=hint, required=required, widget=widget, error_messages={"required": says}
    )


def _choice(label: str, choices: list[tuple[Any, str]], *, required: bool = True) -> forms.ChoiceField:
    errors = {"required": "Choose one"}
    return forms.ChoiceField(
        label=label, choices=choices, required=required, widget=forms.RadioSelect(), error_messages=errors
    )


def _abuse_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Is domestic abuse or coercive control recorded?",
        help_text=_ABUSE_HINT,
        choices=AbuseRecorded.choices,
        widget=forms.RadioSelect(),
        error_messages={"required": "Say whether it is recorded"},
    )


class _OnADayForm(FactForm):
    """A form that asks on which day something was so; today stands in it."""

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **{"initial": {"on": clock.today()}, **words})


class BeginForm(_OnADayForm):
    """Why a return home is thought about, and what is known of abuse."""

    about = "pathway"
    because = _words(
        "Why is a return home thought about?",
        "Who asked for it, and what has changed.",
        "Say why a return home is thought about",
    )
    abuse = _abuse_field()
    on = day_field("Since when?")


class MoveForm(_OnADayForm):
    """The reason for a decision, or what should be known of a step that is done."""

    about = "move"
    reason = _words("Why?", "In words that child and parents may read.", "Give the reason", required=False)
    on = day_field("On which day?")


class NeedForm(_OnADayForm):
    """How something that was missing was done."""

    about = "need"
    words = _words("What was done, and where can it be found?", "", "Say what was done, and where it can be found")
    on = day_field("On which day?")


class FactNotedForm(_OnADayForm):
    """What happened, and when."""

    about = "pathway_fact"
    fact = forms.ChoiceField(
        label="What happened?",
        choices=[(fact.id, fact.title) for fact in FACTS],
        widget=forms.RadioSelect(),
        error_messages={"required": "Choose what happened"},
    )
    on = day_field("On which day?")
    words = _words("What should be known of it?", "Who told it, and how the child is.", "", required=False)


class StrikeForm(FactForm):
    """Why something is struck out."""

    about = "struck"
    because = _words("Why?", "It stays, struck out, with your name and the day.", "Say why")


class ClassifyForm(_OnADayForm):
    """What one person found, part by part, the level they give, and why."""

    about = "classification"
    risks = _choice("What raises risk", parts_of("risks"))
    protection = _choice("What protects the child", parts_of("protection"))
    change = _choice("What the parents have shown", parts_of("change"))
    wish = _choice("What child and parents want", parts_of("wish"))
    level = _choice(
        "How safe would a return be?", [*LEVELS, ("", "Something is not known: no level yet")], required=False
    )
    differs_because = _words("If you found otherwise than the assessment proposes: why?", "", "", required=False)
    why = _words("Why?", "What you rest it on, and what speaks against it.", "Say why")
    on = day_field("On which day?")

    def __init__(self, *args: Any, proposed: Found | None = None, **words: Any) -> None:
        """Choose beforehand what the assessment proposes, where there is one."""
        initial = {name: getattr(proposed, name) for name in PARTS} if proposed else {}
        super().__init__(*args, **{"initial": {"on": clock.today(), **initial}, **words})
        if proposed is None:
            del self.fields["differs_because"]

    @property
    def judgement(self) -> Judgement:
        """What was told."""
        told = self.cleaned_data
        found = Found(Risks(told["risks"]), Protection(told["protection"]), Change(told["change"]), Wish(told["wish"]))
        level = Level(int(told["level"])) if told["level"] else None
        return Judgement(found, level, told["why"], told.get("differs_because", ""))


class AgreeForm(_OnADayForm):
    """What two people agreed on, or how they differ."""

    about = "classification_agreed"
    level = _choice("What did you agree on?", [*LEVELS, ("", "We differ still")], required=False)
    words = _words(
        "In words", "What you agreed on and why, or how you differ.", "Say what you agreed on, or how you differ"
    )
    on = day_field("On which day?")
