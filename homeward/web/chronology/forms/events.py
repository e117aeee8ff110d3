"""What is asked of something that happened: what, when, whence it is known, whom it concerns, who may see it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from homeward.practice.chronology.event import Category, Knowledge, Reach
from homeward.practice.chronology.when import Exactness
from homeward.web.chronology.events.details import ConcernDetails, EventDetails
from homeward.web.chronology.forms.copied import AsksWhyElsewhere
from homeward.web.chronology.forms.when import PartialDayField, typed_from, when_of
from homeward.web.chronology.models import CATEGORIES, KNOWLEDGES, REACHES, LifeEvent
from homeward.web.people.forms.facts import FactForm
from homeward.web.people.models import Child, Person

_BY_ITSELF = frozenset({Knowledge.RETURN, Knowledge.RECORD})
"""Whence only what appears by itself is known."""


def _words(label: str, hint: str = "", *, rows: int = 3, required: bool = False, says: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    errors = {"required": says} if says else {}
    return forms.CharField(label=label, help_text=hint, required=required, widget=widget, error_messages=errors)


class EventForm(AsksWhyElsewhere):
    """All that is asked of an event."""

    about = "event"
    what = _words(
        "What happened?", "One thing, as plainly as you can.", rows=4, required=True, says="Say what happened"
    )
    on = PartialDayField(
        label="When?",
        help_text="Leave the day empty if you know only the month, and the month too if only the year.",
        error_messages={"required": "Enter at least the year"},
    )
    is_about = forms.BooleanField(label="About then: nobody knows exactly", required=False)
    until_on = PartialDayField(label="Until when, if it went on?", required=False)
    at = forms.TimeField(
        label="At what time, if it matters?",
        required=False,
        help_text="Such as 14:30",
        error_messages={"invalid": "Enter a time, such as 14:30"},
        widget=forms.TimeInput(format="%H:%M", attrs={"size": 5}),
    )
    category = forms.ChoiceField(
        label="What kind of event is it?",
        choices=[("", "Choose"), *CATEGORIES],
        error_messages={"required": "Choose what kind of event it is"},
    )
    knowledge = forms.ChoiceField(
        label="Whence is it known?",
        choices=[("", "Choose"), *(pair for pair in KNOWLEDGES if pair[0] not in _BY_ITSELF)],
        error_messages={"required": "Choose whence it is known"},
    )
    known_from = forms.CharField(
        label="Who told it, or where does it stand?",
        required=False,
        max_length=250,
        help_text="So that somebody else can find it, such as: health visitor’s letter of 3 May 2024, page 2.",
    )
    meant = _words("What did it mean for the child?", "How the child was, what changed for the child.")
    private = _words(
        "What of it concerns this child alone?", "Sisters’ and brothers’ chronologies do not show it.", rows=2
    )
    children = forms.MultipleChoiceField(
        label="Does it concern sisters and brothers too?",
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        help_text="It is written once, and stands in the chronology of each.",
    )
    mentions = forms.MultipleChoiceField(
        label="Who else is it about?",
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        help_text="A copy for somebody else leaves out what is about other adults.",
    )
    place = forms.CharField(
        label="Did the child live somewhere else from then on? Where?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reach = forms.ChoiceField(
        label="Who may see it?", choices=REACHES, initial=Reach.SERVICE, widget=forms.RadioSelect()
    )

    def __init__(
        self, *args: Any, child: Child, siblings: Iterable[Child], people: Iterable[Person], **words: Any
    ) -> None:
        """Offer the sisters and brothers in whose record the writer may write, and the people of the record."""
        super().__init__(*args, **words)
        self._child = child
        self._siblings = {str(one.pk): one for one in siblings}
        self._people = {str(one.pk): one for one in people}
        self._offer("children", [(pk, one.person.shown_name) for pk, one in self._siblings.items()])
        self._offer("mentions", [(pk, one.shown_name) for pk, one in self._people.items()])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices
        if not choices:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Return what was told; notes what cannot be of the days."""
        told = super().clean() or {}
        if told.get("on") and not {"until_on", "at"} & set(self.errors):
            try:
                self._when = when_of(told)
            except ValidationError as error:
                self.add_error(None, error)
        return told

    @property
    def details(self) -> EventDetails:
        """What was told of the event."""
        told = self.cleaned_data
        own = ConcernDetails(self._child, told["meant"], told["private"])
        others = [ConcernDetails(self._siblings[pk]) for pk in told.get("children", [])]
        return EventDetails(
            when=self._when,
            what=told["what"],
            category=Category(told["category"]),
            knowledge=Knowledge(told["knowledge"]),
            concerns=(own, *others),
            known_from=told["known_from"],
            mentions=tuple(self._people[pk] for pk in told.get("mentions", [])),
            reach=Reach(told["reach"]),
            place=told["place"],
            elsewhere_because=told["elsewhere_because"],
        )


class CorrectEventForm(EventForm):
    """An event written anew, and why."""

    because = _words(
        "Why is it corrected?", "What stood before stays, struck out.", rows=2, required=True, says="Say why"
    )


class StrikeForm(FactForm):
    """Why something is struck out."""

    about = "struck"
    because = _words("Why?", "It stays, struck out, with your name and the day.", required=True, says="Say why")


def answers_of(event: LifeEvent, child: Child) -> dict[str, Any]:
    """Return what was told of an event, as its form asks for it again for one child."""
    own = next(row for row in event.concerns.all() if row.child_id == child.pk)
    is_about = event.exactness == Exactness.ABOUT
    exactness = Exactness.MONTH if is_about else event.exactness
    return {
        "on": typed_from(event.on, exactness),
        "until_on": typed_from(event.until_on, exactness),
        "is_about": is_about,
        "meant": own.meant,
        "private": own.private,
        "children": [str(row.child_id) for row in event.concerns.all() if row.child_id != child.pk],
        "mentions": [str(row.person_id) for row in event.mention_rows.all()],
        **{
            name: getattr(event, name)
            for name in ("what", "at", "category", "knowledge", "known_from", "place", "reach")
        },
    }
