"""What is asked of a child's episode in care: its days, and the return's codes in words."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString

from homeward.sources.day import return_year_of
from homeward.sources.ssda903.codes import CONTINUES, STARTED
from homeward.sources.ssda903.rules import RULES
from homeward.web.design.dates import day_field
from homeward.web.people.care.actions import EpisodeDoubtfulError
from homeward.web.people.care.checking import CANNOT_STAND, Complaint, EpisodeDetails, said_of
from homeward.web.people.care.queries import CODE_SETS, every_choice, in_words
from homeward.web.people.forms.facts import FactForm
from homeward.web.people.forms.refusals import tell

NOT_KNOWN = "not_known"
_CHOOSE = [("", "Choose")]
_NOT_ENDED = [("", "It has not ended")]
_DETAILS = tuple(field.name for field in fields(EpisodeDetails))


def _code_field(label: str, hint: str = "", *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, help_text=hint, required=required, error_messages={"required": f"Choose: {label.lower()}"}
    )


class CheckedForm(FactForm):
    """A form whose answers are judged as the return would judge them.

    What it would only ask about stands beside the question with a box to tick: it is so all the same. `despite` are
    the rules whose boxes were ticked.
    """

    about = "episode"
    despite = forms.MultipleChoiceField(
        label="It is so all the same",
        help_text="The return would ask about this. Tick what you have looked at and know to be right.",
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )

    def __init__(self, *args: Any, on: date, began_on: date | None = None, **words: Any) -> None:
        """Offer the codes of the return of a day; `began_on` is the first day of the episode, where that is fixed."""
        super().__init__(*args, **words)
        self.began_on = began_on
        for name in CODE_SETS.keys() & self.fields.keys():
            self.fields[name].choices = [*_CHOOSE, *every_choice(name, return_year_of(on))]
        # What was ticked names rules; whether they may be passed over is for the action to say.
        ticked = self.data.getlist("despite") if self.is_bound and hasattr(self.data, "getlist") else []
        may_stand = [rule for rule in ticked if rule in RULES and rule not in CANNOT_STAND]
        self.fields["despite"].choices = [(rule, said_of(rule)) for rule in may_stand]

    def stands(self, write: Callable[[], Any]) -> bool:
        """Write; tell whether that was done, and put beside the questions what was wrong."""
        try:
            write()
        except EpisodeDoubtfulError as doubt:
            self._doubt(doubt.complaints)
        except ValidationError as error:
            tell(self, error, "decom_on" if "decom_on" in self.fields else "dec_on")
        return not self.errors

    def _doubt(self, complaints: Iterable[Complaint]) -> None:
        began_on = self.began_on or self.cleaned_data.get("decom_on")
        may_stand: dict[str, str] = dict(self.fields["despite"].choices)
        for found in complaints:
            is_own = found.decom_on == began_on
            sentence = found.sentence if is_own else f"The episode from {_in_words(found.decom_on)}: {found.sentence}"
            self.add_error(found.field if is_own and found.field in self.fields else None, sentence)
            if found.may_stand:
                may_stand[found.rule] = sentence
        self.fields["despite"].choices = list(may_stand.items())


class EpisodeForm(CheckedForm):
    """All of an episode, for one that is added or corrected."""

    reason_new_episode = forms.ChoiceField(
        label="What began?", widget=forms.RadioSelect(), error_messages={"required": "Choose what began"}
    )
    decom_on = day_field("On which day?")
    place = _code_field("Where the child lives")
    place_provider = _code_field("Who provides the placement", "Leave it empty where nobody does.", required=False)
    legal_status = _code_field("Legal status")
    need = _code_field("Main reason for care", "The same all through one period of care.")
    dec_on = day_field("Last day", "Leave it empty while it goes on.", required=False)
    reason_ceased = _code_field("Why it ended", required=False)
    reason_place_change = _code_field(
        "Why the placement ended", "Where the child moved to another placement.", required=False
    )

    def __init__(self, *args: Any, **words: Any) -> None:
        """Say of an end that there need not be one; what began is chosen among few, the code small behind the words."""
        super().__init__(*args, **words)
        began = [(code, _with_small_code(code)) for code, _ in self.fields["reason_new_episode"].choices if code]
        self.fields["reason_new_episode"].choices = began
        self.fields["reason_ceased"].choices = [*_NOT_ENDED, *self.fields["reason_ceased"].choices[1:]]
        self.fields["reason_place_change"].choices = [("", "No move"), *self.fields["reason_place_change"].choices[1:]]
        self.fields["place_provider"].choices = [("", "Nobody"), *self.fields["place_provider"].choices[1:]]

    @property
    def details(self) -> EpisodeDetails:
        """The episode that was told."""
        return EpisodeDetails(**{name: self.cleaned_data[name] for name in _DETAILS})


class NewEpisodeForm(EpisodeForm):
    """An episode that is added; where it follows another placement, why that one ended."""

    why_moved = _code_field(
        "Why the placement before ended", "Only where the child moves to another placement.", required=False
    )

    def __init__(self, *args: Any, on: date, **words: Any) -> None:
        """Offer the reasons for a change of placement; that care began comes last where it has begun already."""
        super().__init__(*args, on=on, **words)
        if "place" in self.initial:
            began = self.fields["reason_new_episode"]
            began.choices = sorted(began.choices, key=lambda choice: choice[0] == STARTED)
        choices = every_choice("reason_place_change", return_year_of(on))
        self.fields["why_moved"].choices = [("", "No move"), *choices]


class CorrectEpisodeForm(EpisodeForm):
    """An episode that is corrected, and what was wrong."""

    because = forms.CharField(
        label="What was wrong?",
        help_text="What stood before is kept, with your reason.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say what was wrong"},
    )


class EndEpisodeForm(CheckedForm):
    """How and when care ended."""

    dec_on = day_field("Last day in care")
    reason_ceased = _code_field("How care ended")

    def __init__(self, *args: Any, **words: Any) -> None:
        """Leave out that care goes on: that is told by adding what comes next."""
        super().__init__(*args, **words)
        field = self.fields["reason_ceased"]
        field.choices = [(code, label) for code, label in field.choices if code != CONTINUES]


class PlaceEpisodeForm(FactForm):
    """In which home a child lives during an episode."""

    about = "episode"
    household = forms.ChoiceField(
        label="In which home?", widget=forms.RadioSelect(), error_messages={"required": "Choose a home"}
    )

    def __init__(self, *args: Any, homes: list[tuple[str, str]], **words: Any) -> None:
        """Offer these homes, and that it is not known."""
        super().__init__(*args, **words)
        self.fields["household"].choices = [*homes, (NOT_KNOWN, "Not known")]


class StrikeEpisodeForm(FactForm):
    """Why an episode never was."""

    about = "episode"
    because = forms.CharField(
        label="Why was this wrong?",
        help_text="The episode is kept, struck out, with your reason.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why this was wrong"},
    )


def _with_small_code(code: str) -> SafeString:
    words = in_words("reason_new_episode", code)
    small = '<span class="govuk-hint govuk-!-font-size-16">{}</span>'
    return format_html("{}{} " + small, words[:1].upper(), words[1:], code)


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
