"""What is asked of the reading of a file: who reads what, what they declare, what was read, how long it took."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from homeward.evidence.shelf import research_finding
from homeward.web.chronology.file_reads.details import NamingDetails, SourceDetails, SourceOutcome
from homeward.web.chronology.file_reads.offered import Candidate
from homeward.web.chronology.models import Declared
from homeward.web.design.dates import day_field
from homeward.web.people.forms.facts import FactForm

_FINDING = "second_worker_reads_the_file"
_FIRST_YEAR = 1950
READ, NOT_READ = "read", "not_read"
"""Whether a source was read to the end, or could not be."""


def _words(label: str, says: str = "", *, hint: str = "", rows: int = 3) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    errors = {"required": says} if says else {}
    return forms.CharField(label=label, help_text=hint, required=bool(says), widget=widget, error_messages=errors)


class NameReaderForm(FactForm):
    """Who is to read the file, which sources, and by when."""

    about = "file_read"
    reader = forms.ChoiceField(
        label="Who reads the file?",
        help_text="Best a second worker who has no relationship to the family.",
        error_messages={"required": "Choose who reads the file", "invalid_choice": "Choose who reads the file"},
    )
    own_worker_because = _words("If they work with the child already: why them?", rows=2)
    sources = _words(
        "What is to be read?",
        "Name at least one source",
        hint="One source on each line. Offered by the child’s legal status: change it as you need.",
        rows=6,
    )
    due_on = day_field("By which day?", "The record stays open to them for two weeks after it.")

    def __init__(self, *args: Any, candidates: Iterable[Candidate], **words: Any) -> None:
        """Offer these people."""
        super().__init__(*args, **words)
        self._users = {str(one.user.pk): one.user for one in candidates}
        self.fields["reader"].choices = [("", "Choose"), *((str(one.user.pk), one.words) for one in candidates)]
        found = research_finding(_FINDING)
        said = found.statement.strip().rstrip(".")
        self.fields["own_worker_because"].help_text = f"{said} ({found.publications[0].citation})."

    @property
    def details(self) -> NamingDetails:
        """What was told."""
        told = self.cleaned_data
        sources = tuple(told["sources"].splitlines())
        return NamingDetails(self._users[told["reader"]], sources, told["due_on"], told["own_worker_because"])


class DeclareForm(FactForm):
    """Whether the reader has a relationship to the family."""

    about = "file_read_declared"
    declared = forms.ChoiceField(
        label="What is so?",
        choices=Declared.choices,
        widget=forms.RadioSelect(),
        error_messages={"required": "Choose what is so"},
    )
    words = _words("What is the relationship, if there is one?", rows=2)

    def __init__(self, *args: Any, is_own_worker: bool, **words: Any) -> None:
        """Ask whoever works with the child already only what is beside that work."""
        super().__init__(*args, **words)
        if is_own_worker:
            none, private = Declared.NONE, Declared.PRIVATE
            says = "I have no relationship to this family besides my work with the child"
            self.fields["declared"].choices = [(none, says), (private, private.label)]


class SourceForm(FactForm):
    """One more source that is to be read."""

    about = "file_source"
    what = forms.CharField(
        label="What is to be read?", max_length=200, error_messages={"required": "Say what is to be read"}
    )
    from_year = forms.IntegerField(label="From which year, if known", required=False, min_value=_FIRST_YEAR)
    until_year = forms.IntegerField(label="Until which year, if known", required=False, min_value=_FIRST_YEAR)

    def __init__(self, *args: Any, on: date, **words: Any) -> None:
        """Refuse years to come."""
        super().__init__(*args, **words)
        for name in ("from_year", "until_year"):
            field = self.fields[name]
            field.widget = forms.TextInput(attrs={"inputmode": "numeric", "size": 4})
            field.error_messages |= {"invalid": "Enter a year, such as 2019"}
            field.validators.append(_until(on.year))

    @property
    def details(self) -> SourceDetails:
        """What was told."""
        return SourceDetails(**self.cleaned_data)


class MarkSourceForm(FactForm):
    """That a source was read, or why it could not be."""

    about = "file_source"
    was_read = forms.ChoiceField(
        label="Did you read it to the end?",
        choices=[(READ, "Yes"), (NOT_READ, "No, it could not be read")],
        widget=forms.RadioSelect(),
        error_messages={"required": "Say whether you read it"},
    )
    read_on = day_field("On which day, if you did?", required=False)
    not_read_because = forms.CharField(
        label="Why not, if you could not?",
        help_text="Such as: lost when the office moved; asked for in May, not sent yet.",
        max_length=250,
        required=False,
    )

    @property
    def outcome(self) -> SourceOutcome:
        """What was told: the day only of what was read, the reason only of what could not be."""
        told = self.cleaned_data
        if told["was_read"] == READ:
            return SourceOutcome(read_on=told["read_on"])
        return SourceOutcome(not_read_because=told["not_read_because"])


class HoursForm(FactForm):
    """How long somebody read on a day."""

    about = "hours_read"
    read_on = day_field("On which day did you read?")
    hours = forms.IntegerField(label="Hours", required=False, min_value=0, max_value=16)
    minutes = forms.IntegerField(label="Minutes", required=False, min_value=0, max_value=59)

    def __init__(self, *args: Any, **words: Any) -> None:
        """Ask for short numbers."""
        super().__init__(*args, **words)
        for name in ("hours", "minutes"):
            self.fields[name].widget = forms.TextInput(attrs={"inputmode": "numeric", "size": 3})
            self.fields[name].error_messages |= {"invalid": "Enter a whole number"}

    @property
    def in_minutes(self) -> int:
        """The time in minutes."""
        told = self.cleaned_data
        return (told["hours"] or 0) * 60 + (told["minutes"] or 0)


class FinishReadForm(FactForm):
    """The closing word of a reading."""

    about = "file_read"
    words = _words(
        "What does the file tell, and what is missing in it?",
        "Say in a few words what the file tells, and what is missing in it",
        hint="In a few sentences, for whoever named you. What happened belongs in the chronology.",
        rows=5,
    )


class EndReadForm(FactForm):
    """Why a reading ends before it is finished."""

    about = "file_read"
    because = _words("Why does it end?", "Say why the reading ends", rows=2)


class DueForm(FactForm):
    """By which other day the file is to be read."""

    about = "file_read"
    due_on = day_field("By which day?", "The record stays open to the reader for two weeks after it.")


def _until(year: int) -> Any:
    def check(value: int) -> None:
        if value > year:
            raise forms.ValidationError("This year is still to come")

    return check
