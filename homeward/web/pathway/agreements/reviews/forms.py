"""Asks on one page how far each goal of an agreement was met, what shows it, and what became of each promise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from homeward.practice.agreement import BECAME_WORDS, JUDGED_WORDS, Became, Goal, Judged, Promise
from homeward.practice.chronology.event import CATEGORY_WORDS, Category, ChronologyEvent
from homeward.web import clock
from homeward.web.chronology.forms.copied import AsksWhyElsewhere
from homeward.web.design.dates import day_field
from homeward.web.pathway.agreements.details import GoalLook, PromiseLook
from homeward.web.pathway.models import WrittenGoal, WrittenPromise

MOST_SHOWN = 8
"""So many events are offered under each goal at once; the list can be narrowed for all."""
_LONGEST = 110
_NOT_NOW = ("", "Not looked at this time")
_OF_GOALS = ("judged", "words", "parents_view", "lasting_since", "evidence")
_OF_PROMISES = ("became", "what")


@dataclass(frozen=True)
class Asked:
    """One goal or promise with its questions."""

    about: Goal | Promise
    fields: tuple[BoundField, ...]


class ReviewForm(AsksWhyElsewhere):
    """A review of all that was agreed; `find_words` and `find_kind` narrow the lists of events and record nothing."""

    about = "agreement_review"
    on = day_field("Of which day is the review?")
    find_words = forms.CharField(label="With these words", required=False, max_length=80)
    find_kind = forms.ChoiceField(label="Of this kind", required=False)

    def __init__(
        self,
        *args: Any,
        goals: Sequence[tuple[WrittenGoal, Goal]],
        promises: Sequence[tuple[WrittenPromise, Promise]],
        events: Sequence[ChronologyEvent],
        **words: Any,
    ) -> None:
        """Ask of each goal and promise; offer the latest events."""
        self._goals, self._promises, self._events = goals, promises, events
        super().__init__(*args, **{**words, "initial": {"on": clock.today(), **(words.get("initial") or {})}})
        kinds = [one for one in Category if any(event.category == one for event in events)]
        self.fields["find_kind"].choices = [("", "Any kind"), *((one.value, CATEGORY_WORDS[one]) for one in kinds)]
        self.fields["find_words"].fact = self.fields["find_kind"].fact = ""
        for number, (row, _) in enumerate(goals, 1):
            self._ask_of_goal(str(row.pk), number)
        for number, (row, _) in enumerate(promises, 1):
            self._ask_of_promise(str(row.pk), number)

    def _ask_of_goal(self, pk: str, number: int) -> None:
        rows = forms.Textarea(attrs={"rows": 2})
        asked = {
            "judged": forms.ChoiceField(
                label=f"Goal {number}: how far is it met?",
                choices=[*((one.value, words) for one, words in JUDGED_WORDS.items()), _NOT_NOW],
                widget=forms.RadioSelect(),
                required=False,
            ),
            "words": forms.CharField(label=f"Goal {number}: in words", required=False, widget=rows),
            "parents_view": forms.CharField(
                label=f"Goal {number}: what do they say themselves?",
                help_text="In the words of the parent, or of the child where it is the child’s goal.",
                required=False,
                widget=rows,
            ),
            "lasting_since": day_field(
                f"Goal {number}: since when has the change lasted?", "If it has.", required=False
            ),
            "evidence": forms.MultipleChoiceField(
                label=f"Goal {number}: what in the chronology shows it?",
                required=False,
                widget=forms.CheckboxSelectMultiple(),
                error_messages={"invalid_choice": "One of these events is not in the list any more. Choose again."},
            ),
        }
        self._add(asked, pk, "goal_review", number)
        self.fields[f"evidence_{pk}"].choices = self._offered(f"evidence_{pk}")

    def _ask_of_promise(self, pk: str, number: int) -> None:
        asked = {
            "became": forms.ChoiceField(
                label=f"Promise {number}: what became of it?",
                choices=[*((one.value, words) for one, words in BECAME_WORDS.items()), _NOT_NOW],
                widget=forms.RadioSelect(),
                required=False,
            ),
            "what": forms.CharField(
                label=f"Promise {number}: in words",
                help_text="If it did not come: what was said, and by whom.",
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            ),
        }
        self._add(asked, pk, "promise_review", number)

    def _add(self, asked: dict[str, forms.Field], pk: str, about: str, number: int) -> None:
        for name, field in asked.items():
            field.fact = f"{about}.{number}.{name}"
            self.fields[f"{name}_{pk}"] = field

    def _offered(self, name: str) -> list[tuple[str, str]]:
        """Return the events to tick: those ticked, and the latest that fit."""
        chosen = set(self[name].value() or ())
        ticked = [event for event in self._events if event.key in chosen]
        found = [event for event in self._events if event.key not in chosen and self._keeps(event)]
        return [(event.key, _line(event)) for event in (*ticked, *reversed(found[-MOST_SHOWN:]))]

    def _keeps(self, event: ChronologyEvent) -> bool:
        kind, words = self["find_kind"].value() or "", (self["find_words"].value() or "").casefold()
        return kind in ("", event.category) and words in f"{event.what} {event.meant} {event.known_from}".casefold()

    @property
    def is_narrowed(self) -> bool:
        """Whether somebody asked for other events than the latest."""
        return bool(self["find_words"].value() or self["find_kind"].value())

    def goals_asked(self) -> Iterator[Asked]:
        """Yield each goal with its questions, in order."""
        for row, goal in self._goals:
            yield Asked(goal, tuple(self[f"{name}_{row.pk}"] for name in _OF_GOALS))

    def promises_asked(self) -> Iterator[Asked]:
        """Yield each promise with its questions, in order."""
        for row, promise in self._promises:
            yield Asked(promise, tuple(self[f"{name}_{row.pk}"] for name in _OF_PROMISES))

    @property
    def goal_looks(self) -> list[GoalLook]:
        """What was found of the goals that were looked at."""
        told = self.cleaned_data
        return [
            GoalLook(
                goal=row,
                judged=Judged(told[f"judged_{row.pk}"]),
                words=told[f"words_{row.pk}"],
                parents_view=told[f"parents_view_{row.pk}"],
                lasting_since=told[f"lasting_since_{row.pk}"],
                evidence=tuple(told[f"evidence_{row.pk}"]),
            )
            for row, _ in self._goals
            if told[f"judged_{row.pk}"]
        ]

    @property
    def promise_looks(self) -> list[PromiseLook]:
        """What became of the promises that were looked at."""
        told = self.cleaned_data
        return [
            PromiseLook(row, Became(told[f"became_{row.pk}"]), told[f"what_{row.pk}"])
            for row, _ in self._promises
            if told[f"became_{row.pk}"]
        ]


def _line(event: ChronologyEvent) -> str:
    what = " ".join(event.what.split())
    cut = what if len(what) <= _LONGEST else f"{what[:_LONGEST]}…"
    return f"{event.when.in_words}. {CATEGORY_WORDS[event.category]}: {cut}"
