"""What is asked on the pages of an assessment."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest

from homeward.practice.assessment import (
    RATING_WORDS,
    RATINGS_OF,
    SAID_BY_WORDS,
    Offered,
    SaidBy,
    Shown,
)
from homeward.practice.chronology.event import CATEGORY_WORDS, Category, ChronologyEvent
from homeward.practice.classification import Change, Rating, Wish
from homeward.practice.instruments.factor import Factor
from homeward.web import clock
from homeward.web.chronology.forms.copied import AsksWhyElsewhere
from homeward.web.chronology.models import Voice
from homeward.web.design.dates import day_field
from homeward.web.pathway.assessment.details import ChangeDetails, HelpDetails, RatingDetails, ViewDetails
from homeward.web.pathway.assessment.known import likely
from homeward.web.pathway.assessment.shown import HELP_WORDS
from homeward.web.pathway.models import CHANGES, HELP_OFFERED, WISHES
from homeward.web.people.forms.facts import FactForm
from homeward.web.people.models import Person

MOST_SHOWN = 15
"""So many events are offered at once; of more, the last ones are, and the list can be narrowed."""
_LONGEST = 140
_LIKELY = "likely"
_NOT_ASKED = "not_asked"
_KEPT = ("must_change", "motivation", "in_two_minds", "offered", "done")
_TICK = "Tick every event that shows it. Without any, it is not known."


def _words(label: str, says: str = "", *, hint: str = "", rows: int = 3) -> forms.CharField:
    errors = {"required": says} if says else {}
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, required=bool(says), widget=widget, error_messages=errors)


def _choice(label: str, says: str, choices: Iterable[tuple[str, str]] = (), hint: str = "") -> forms.ChoiceField:
    errors = {"required": says}
    return forms.ChoiceField(
        label=label, choices=list(choices), help_text=hint, widget=forms.RadioSelect(), error_messages=errors
    )


class EvidenceForm(AsksWhyElsewhere):
    """A form that asks which events of the chronology show it; the list can be narrowed without losing what was typed.

    `find_words` and `find_kind` narrow the list and record nothing.
    """

    evidence = forms.MultipleChoiceField(
        label="What in the chronology shows it?",
        help_text=_TICK,
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        error_messages={"invalid_choice": "One of these events is not in the list any more. Choose again."},
    )
    find_words = forms.CharField(label="With these words", required=False, max_length=80)
    find_kind = forms.ChoiceField(label="Of this kind", required=False)

    def __init__(
        self, *args: Any, events: Sequence[ChronologyEvent], kinds: Sequence[Category] = (), **words: Any
    ) -> None:
        """Offer the events that may be linked; `kinds` are those that are likely."""
        super().__init__(*args, **words)
        offered = [one for one in Category if any(event.category == one for event in events)]
        self._kinds = [kind for kind in kinds if kind in offered]
        self.fields["find_kind"].choices = _kinds_to_choose(self._kinds, offered)
        self.fields["find_kind"].initial = _LIKELY if self._kinds else ""
        self.fields["find_words"].fact = self.fields["find_kind"].fact = ""
        self._offer(events)

    def _offer(self, events: Sequence[ChronologyEvent]) -> None:
        chosen = set(self["evidence"].value() or ())
        found = [event for event in events if event.key not in chosen and self._keeps(event)]
        ticked = [event for event in events if event.key in chosen]
        self.left_out = max(0, len(found) - MOST_SHOWN)
        self.fields["evidence"].choices = [
            (event.key, _line(event)) for event in (*ticked, *reversed(found[-MOST_SHOWN:]))
        ]

    @property
    def is_narrowed(self) -> bool:
        """Whether somebody asked for other events than those that are offered first."""
        return bool(self["find_words"].value()) or self["find_kind"].value() != self.fields["find_kind"].initial

    def _keeps(self, event: ChronologyEvent) -> bool:
        kind, words = self["find_kind"].value() or "", (self["find_words"].value() or "").casefold()
        if kind == _LIKELY and event.category not in self._kinds:
            return False
        if kind not in ("", _LIKELY) and event.category != kind:
            return False
        return words in f"{event.what} {event.meant} {event.known_from}".casefold()


def is_sent(request: HttpRequest) -> bool:
    """Tell whether a form was sent to be written down, not only to narrow its list."""
    return request.method == "POST" and "narrow" not in request.POST


def form_of(form: type[EvidenceForm], request: HttpRequest, **words: Any) -> EvidenceForm:
    """Return a form as it was sent or, where only its list was narrowed, with what was typed, and not judged."""
    if is_sent(request):
        return form(request.POST, **words)
    fields = form.base_fields.items() if request.method == "POST" else ()
    shown = {name: field.widget.value_from_datadict(request.POST, {}, name) for name, field in fields}
    return form(initial=shown or None, **words)


def _kinds_to_choose(kinds: Sequence[Category], offered: Iterable[Category]) -> list[tuple[str, str]]:
    first = f"Most likely here: {', '.join(CATEGORY_WORDS[kind].lower() for kind in kinds)}"
    every = [("", "Any kind"), *((kind.value, CATEGORY_WORDS[kind]) for kind in offered)]
    return [(_LIKELY, first), *every] if kinds else every


def _line(event: ChronologyEvent) -> str:
    what = " ".join(event.what.split())
    cut = what if len(what) <= _LONGEST else f"{what[:_LONGEST]}…"
    return f"{event.when.in_words}. {CATEGORY_WORDS[event.category]}: {cut}"


class RatingForm(EvidenceForm):
    """What was found of one factor, whose account it is, and what shows it."""

    about = "factor"
    rating = _choice("What was found?", "Choose what was found")
    said_by = forms.ChoiceField(
        label="Whose account is it?", help_text="Each account has a place of its own. Whoever assesses weighs them all."
    )
    name = forms.CharField(label="Who exactly, if it is not you?", required=False, max_length=120)
    words = _words("In words", hint="Leave it empty where you tick their own words below: they are not typed again.")
    field_order = ("rating", "said_by", "name", "words", "evidence")

    def __init__(self, *args: Any, factor: Factor, parent: Person | None, **words: Any) -> None:
        """Ask of one factor and, where it is asked of each, of one parent."""
        super().__init__(*args, **words, kinds=likely(factor))
        self._factor, self._parent = factor, parent
        self.fields["rating"].choices = [(one.value, RATING_WORDS[one]) for one in RATINGS_OF[factor.way]]
        whose = [one for one in SaidBy if one != SaidBy.RECORD]
        self.fields["said_by"].choices = [(one.value, SAID_BY_WORDS[one]) for one in whose]
        self.fields["said_by"].initial = SaidBy.ASSESSOR

    @property
    def details(self) -> RatingDetails:
        """What was told."""
        told = self.cleaned_data
        return RatingDetails(
            factor=self._factor,
            rating=Rating(told["rating"]),
            said_by=SaidBy(told["said_by"]),
            words=told["words"],
            evidence=tuple(told["evidence"]),
            parent=self._parent,
            name=told["name"],
            elsewhere_because=told["elsewhere_because"],
        )


class ChangeForm(EvidenceForm):
    """One parent's capacity to change."""

    about = "change"
    must_change = _words("What must change before the child could live with this parent?", "Say what must change")
    motivation = _words(
        "What does the parent want to change, and why?", "Say what the parent wants", hint="In the parent’s words."
    )
    in_two_minds = _words("Where is the parent in two minds?")
    offered = _words("What help was offered, by whom, since when?", "Say what was offered")
    done = _words("What has the parent done, and how does anybody know?")
    change = _choice("What has the parent shown?", "Choose what the parent has shown", CHANGES)
    lasted_since = day_field("Since when has it lasted?", "If it has lasted.", required=False)
    seen_apart = _choice(
        "Was the parent seen alone for this?", "Say whether the parent was seen alone", [("yes", "Yes"), ("no", "No")]
    )
    field_order = (
        "seen_apart",
        "must_change",
        "motivation",
        "in_two_minds",
        "offered",
        "done",
        "change",
        "lasted_since",
        "evidence",
    )

    def __init__(self, *args: Any, parent: Person, before: Shown | None = None, **words: Any) -> None:
        """Ask of one parent; what was written `before` and may still be so stands there already."""
        kept = {name: getattr(before, name) for name in _KEPT} if before else {}
        super().__init__(*args, **{**words, "initial": {**kept, **(words.get("initial") or {})}})
        self._parent = parent

    @property
    def details(self) -> ChangeDetails:
        """What was told."""
        told = self.cleaned_data
        texts = {name: told[name] for name in _KEPT}
        return ChangeDetails(
            parent=self._parent,
            change=Change(told["change"]),
            seen_apart=told["seen_apart"] == "yes",
            lasted_since=told["lasted_since"],
            evidence=tuple(told["evidence"]),
            elsewhere_because=told["elsewhere_because"],
            **texts,
        )


class ParentsForm(FactForm):
    """With which parents the child might live."""

    about = "assessed_parents"
    parents = forms.MultipleChoiceField(
        label="Tick each parent with whom the child might live",
        widget=forms.CheckboxSelectMultiple(),
        error_messages={"required": "Tick at least one parent"},
    )

    def __init__(self, *args: Any, people: Iterable[tuple[Person, str]], **words: Any) -> None:
        """Offer the parents of the record, each with what they are to the child."""
        super().__init__(*args, **words)
        offered = list(people)
        self._people = {str(person.pk): person for person, _ in offered}
        self.fields["parents"].choices = [(str(person.pk), f"{person.shown_name}, {kin}") for person, kin in offered]

    @property
    def parents_chosen(self) -> list[Person]:
        """Who was ticked."""
        return [self._people[pk] for pk in self.cleaned_data["parents"]]


class OwnViewForm(AsksWhyElsewhere):
    """What child or parent wants, with the words that stand in the chronology."""

    about = "view"
    voice = forms.ChoiceField(
        label="What did they say?",
        required=False,
        widget=forms.RadioSelect(),
        help_text="What stands under “What they say” in the chronology; it is not typed again.",
    )
    wish = _choice("What do they want?", "Choose what they want")
    how = _words("If it is not known, or they were not asked: why?", rows=2)

    def __init__(
        self, *args: Any, whose: SaidBy, person: Person, voices: Iterable[Voice], today: date, **words: Any
    ) -> None:
        """Offer what the person said, the last first."""
        super().__init__(*args, **words)
        self._whose, self._person, self._today = whose, person, today
        self._voices = {str(voice.pk): voice for voice in voices}
        said = [(pk, _said(voice)) for pk, voice in self._voices.items()]
        self.fields["voice"].choices = [*said, ("", "None of these")]
        self.fields["voice"].initial = next(iter(self._voices), "")
        not_asked = "Too young to be asked" if whose == SaidBy.CHILD else "Was not asked"
        self.fields["wish"].choices = [*WISHES, (_NOT_ASKED, not_asked)]

    @property
    def details(self) -> ViewDetails:
        """What was told."""
        told = self.cleaned_data
        voice = self._voices.get(told["voice"])
        return ViewDetails(
            whose=self._whose,
            on=voice.on if voice else self._today,
            wish=None if told["wish"] == _NOT_ASKED else Wish(told["wish"]),
            person=self._person,
            voice=voice,
            how=told["how"],
            elsewhere_because=told["elsewhere_because"],
        )


class OthersViewForm(AsksWhyElsewhere):
    """What carer, school, health or somebody else thinks of the return, in their words."""

    about = "view"
    name = forms.CharField(label="Who was it?", max_length=120, error_messages={"required": "Say who it was"})
    words = _words("What do they think of a return?", "Say what they think", hint="In their own words.", rows=4)
    how = _words("How were they asked?", rows=2)
    on = day_field("When did they say it?")

    def __init__(self, *args: Any, whose: SaidBy, **words: Any) -> None:
        """Ask for the view of one kind of people."""
        super().__init__(*args, **{"initial": {"on": clock.today()}, **words})
        self._whose = whose

    @property
    def details(self) -> ViewDetails:
        """What was told."""
        told = self.cleaned_data
        return ViewDetails(
            whose=self._whose,
            on=told["on"],
            name=told["name"],
            words=told["words"],
            how=told["how"],
            elsewhere_because=told["elsewhere_because"],
        )


class HelpForm(FactForm):
    """Which help to take part somebody was offered."""

    about = "help_offered"
    advocate = _choice(
        "Was an advocate offered?",
        "Say whether an advocate was offered",
        HELP_OFFERED,
        "Somebody who speaks for them and is on their side.",
    )
    interpreter = _choice("Was an interpreter offered?", "Say whether an interpreter was offered", HELP_OFFERED)
    communication = _choice(
        "Was help to understand and to be understood offered?",
        "Say whether help to understand was offered",
        HELP_OFFERED,
        "Such as pictures, signs, easy words.",
    )
    words = _words("What should be known of it?", rows=2)

    def __init__(self, *args: Any, person: Person, **words: Any) -> None:
        """Ask of one person."""
        super().__init__(*args, **words)
        self._person = person

    @property
    def details(self) -> HelpDetails:
        """What was told."""
        told = self.cleaned_data
        return HelpDetails(self._person, **{name: Offered(told[name]) for name in HELP_WORDS}, words=told["words"])


class WarningForm(FactForm):
    """The answer to a warning."""

    about = "warning"
    answer = _words("Answer", "Write the answer", hint="In words that child and parents may read.", rows=5)


class StrikePartForm(FactForm):
    """Why something is struck out."""

    about = "struck"
    because = _words("Why?", "Say why", hint="It stays, struck out, with your name and the day.")


def _said(voice: Voice) -> str:
    words = " ".join(voice.words.split())
    cut = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    return f"{voice.on.day} {voice.on:%B %Y}: “{cut}”"
