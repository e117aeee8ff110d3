"""What is asked of a visit or contact, in the order in which one tells it: when, where, each child, what happened."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from homeward.practice.chronology.event import Reach
from homeward.web import clock
from homeward.web.chronology.forms.copied import AsksWhyElsewhere
from homeward.web.chronology.models import IN_PERSON, REACHES, VisitKind
from homeward.web.chronology.visits.details import SeenDetails, VisitDetails, check_seen
from homeward.web.chronology.visits.queries import ToldVisit
from homeward.web.chronology.wording import OR_SHOWED
from homeward.web.design.dates import day_field
from homeward.web.people.models import Child, Person

ALONE, WITH_OTHERS, NOT_SEEN = "alone", "with_others", "no"
_SEEN = [(ALONE, "Yes, alone"), (WITH_OTHERS, "Yes, with others there"), (NOT_SEEN, "No")]


def _words(label: str, hint: str = "", *, rows: int = 2, says: str = "") -> forms.CharField:
    widget, errors = forms.Textarea(attrs={"rows": rows}), {"required": says} if says else {}
    return forms.CharField(label=label, help_text=hint, required=bool(says), widget=widget, error_messages=errors)


def _line(label: str, hint: str = "", longest: int = 200) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, max_length=longest)


@dataclass(frozen=True)
class AskedOfChild:
    """The questions about one child: who it is, whether the child is the page's own, and each question by name."""

    pk: str
    name: str
    is_own: bool
    seen: BoundField
    where: BoundField
    not_seen_because: BoundField
    childs_words: BoundField
    private: BoundField


class VisitForm(AsksWhyElsewhere):
    """All that is asked of a visit; what is asked of each child stands in fields named after the child's id."""

    about = "visit"
    kind = forms.ChoiceField(
        label="What kind of contact was it?",
        choices=VisitKind.choices,
        initial=VisitKind.PLANNED,
        widget=forms.Select(attrs={"autofocus": True}),
    )
    on = day_field("When?")
    at = forms.TimeField(
        label="At what time?",
        required=False,
        error_messages={"invalid": "Enter a time, such as 14:30"},
        widget=forms.TimeInput(format="%H:%M", attrs={"size": 5}),
    )
    where = _line("Where?", "Such as: at the foster home, at school, in the park.")
    children = forms.MultipleChoiceField(
        label="Which sisters and brothers is this note about too?",
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        help_text="It is written once, and stands in the record of each.",
    )
    what = _words("What happened?", "What you saw, did and talked about.", rows=5, says="Say what happened")
    next_steps = _words("What comes next?", "Who does what, and by when.")
    with_persons = forms.MultipleChoiceField(
        label="Who else was there?", required=False, widget=forms.CheckboxSelectMultiple()
    )
    reach = forms.ChoiceField(
        label="Who may see it?", choices=REACHES, initial=Reach.SERVICE, widget=forms.RadioSelect()
    )

    def __init__(
        self, *args: Any, child: Child, siblings: Iterable[Child], people: Iterable[Person], **words: Any
    ) -> None:
        """Offer the sisters and brothers in whose record the writer may write, and the people of the record."""
        super().__init__(*args, **words)
        present = clock.now()
        self.initial = {"on": present.date(), "at": present.time(), **self.initial}
        self._child = child
        self._children = {str(one.pk): one for one in (child, *siblings)}
        self._people = {str(one.pk): one for one in people}
        siblings_offered = [(pk, one.person.shown_name) for pk, one in self._children.items() if one != child]
        self._offer("children", siblings_offered)
        self._offer("with_persons", [(pk, one.shown_name) for pk, one in self._people.items()])
        for pk in self._children:
            self._ask_of_child(pk)

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices
        if not choices:
            del self.fields[name]

    def _ask_of_child(self, pk: str) -> None:
        """Add the questions about one child; none is required of a child who is not ticked."""
        questions = {
            "seen": forms.ChoiceField(label="Seen?", required=False, choices=_SEEN, widget=forms.RadioSelect()),
            "where": _line("Where, if somewhere else?", "Such as: in the bedroom, at nursery."),
            "not_seen_because": _line("Why not seen?", longest=250),
            "childs_words": _words(
                "What did the child say, in the child’s own words?",
                f"It is shown in quotes. {OR_SHOWED}",
            ),
            "private": _words("What concerns this child alone?", "Only this child’s record shows it."),
        }
        for name, field in questions.items():
            field.fact = f"{self.about}.{name}"
            self.fields[_of(pk, name)] = field

    @property
    def of_children(self) -> Iterator[AskedOfChild]:
        """Yield the questions about each child, the page's own first."""
        names = ("seen", "where", "not_seen_because", "childs_words", "private")
        for pk, one in self._children.items():
            asked = {name: self[_of(pk, name)] for name in names}
            yield AskedOfChild(pk, one.person.shown_name, one == self._child, **asked)

    def clean(self) -> dict[str, Any]:
        """Return what was told; notes of each child what cannot be."""
        told = super().clean() or {}
        chosen = [str(self._child.pk), *told.get("children", [])]
        self._visited = [self._seen_of(pk, told) for pk in chosen]
        for pk, one in zip(chosen, self._visited, strict=True):
            self._note_faults(pk, one, told)
        return told

    def _note_faults(self, pk: str, one: SeenDetails, told: dict[str, Any]) -> None:
        """Put what cannot be of one child beside its question, with the child's name for the list above the form."""
        name, seen = one.child.person.shown_name, told.get(_of(pk, "seen"))
        if "kind" not in told or seen is None:
            return
        if not seen and told["kind"] in IN_PERSON:
            self.add_error(_of(pk, "seen"), f"Say whether {name} was seen")
            return
        try:
            check_seen(one, VisitKind(told["kind"]))
        except ValidationError as error:
            for question, sentences in error.message_dict.items():
                self.add_error(_of(pk, question), [f"{name}: {said}" for said in sentences])

    def _seen_of(self, pk: str, told: dict[str, Any]) -> SeenDetails:
        """Return what was told of one child."""
        seen = told.get(_of(pk, "seen"), "")
        return SeenDetails(
            child=self._children[pk],
            is_seen=seen in (ALONE, WITH_OTHERS),
            is_alone=seen == ALONE if seen in (ALONE, WITH_OTHERS) else None,
            **{name: told.get(_of(pk, name), "") for name in ("where", "not_seen_because", "childs_words", "private")},
        )

    @property
    def details(self) -> VisitDetails:
        """What was told of the visit."""
        told = self.cleaned_data
        return VisitDetails(
            on=told["on"],
            at=told["at"],
            kind=VisitKind(told["kind"]),
            what=told["what"],
            visited=tuple(self._visited),
            where=told["where"],
            next_steps=told["next_steps"],
            with_persons=tuple(self._people[pk] for pk in told.get("with_persons", [])),
            reach=Reach(told["reach"]),
            elsewhere_because=told["elsewhere_because"],
        )


class CorrectVisitForm(VisitForm):
    """A visit written anew, and why."""

    because = _words("Why is it corrected?", "What stood before stays, struck out.", says="Say why")


def answers_of(told: ToldVisit) -> dict[str, Any]:
    """Return what was told of a visit, as its form asks for it again."""
    visit, answers = told.visit, {}
    for one in visit.visited.all():
        seen = (ALONE if one.is_alone else WITH_OTHERS) if one.is_seen else NOT_SEEN
        answers[_of(str(one.child_id), "seen")] = seen
        for name in ("where", "not_seen_because", "childs_words", "private"):
            answers[_of(str(one.child_id), name)] = getattr(one, name)
    return {
        **answers,
        "children": [str(one.child_id) for one in visit.visited.all() if one.child_id != told.own.child_id],
        "with_persons": [str(person.pk) for person in visit.with_persons.all()],
        **{name: getattr(visit, name) for name in ("kind", "on", "at", "where", "what", "next_steps", "reach")},
    }


def _of(pk: str, name: str) -> str:
    return f"{name}_{pk}"
