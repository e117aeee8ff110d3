"""The forms that shut and open a child's record beyond ordinary work: restrictions, leave, conflicts, broken glass."""

from collections.abc import Iterable
from typing import Any

from django import forms

from homeward.web.accounts.models import User
from homeward.web.people.access.actions import SHORTEST_REASON
from homeward.web.people.forms.reasons import reason_field


class PeopleField(forms.ModelChoiceField):
    """A choice of one person, by the name that colleagues know them by."""

    def label_from_instance(self, user: User) -> str:
        """Return the name and, since two may share one, the user name."""
        return f"{user.name} ({user.username})"


class ManyPeopleField(PeopleField, forms.ModelMultipleChoiceField):
    """A choice of several people, by their names."""


class RestrictForm(forms.Form):
    """Why a record is restricted, whom others ring, and who has leave."""

    reason = reason_field("Why is the record restricted?", "Say why the record is restricted")
    number_to_ring = forms.CharField(
        label="Number to ring",
        help_text="Whoever asks for this child without leave is told this number and no more. Somebody must answer it.",
        max_length=60,
        error_messages={"required": "Give the number to ring"},
    )
    number_to_ring.fact = "number_to_ring"
    leave_for = ManyPeopleField(
        label="Who besides you has leave?",
        help_text="Leave opens the record only as far as somebody’s work with the child does.",
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Give leave to at least one person besides yourself"},
    )
    leave_for.fact = "leave_for"

    def __init__(self, *args: Any, people: Iterable[User], **words: Any) -> None:
        super().__init__(*args, **words)
        self.fields["leave_for"].queryset = _of(people)


class LeaveForm(forms.Form):
    """Who is given leave."""

    user = PeopleField(
        label="Who is given leave?",
        queryset=User.objects.none(),
        empty_label="Choose a person",
        error_messages={"required": "Choose a person", "invalid_choice": "Choose a person"},
    )
    user.fact = "leave_for"

    def __init__(self, *args: Any, people: Iterable[User], **words: Any) -> None:
        super().__init__(*args, **words)
        self.fields["user"].queryset = _of(people)


class ConflictForm(forms.Form):
    """Who has a conflict of interest, and what it is."""

    user = PeopleField(
        label="Who knows the child or the family?",
        queryset=User.objects.none(),
        empty_label=None,
        error_messages={"required": "Choose a person", "invalid_choice": "Choose a person"},
    )
    user.fact = "conflict_of"
    reason = reason_field(
        "What is the conflict?",
        "Say what the conflict is",
        hint="For example: a cousin of the mother’s, or a neighbour.",
    )

    def __init__(self, *args: Any, people: Iterable[User], **words: Any) -> None:
        super().__init__(*args, **words)
        self.fields["user"].queryset = _of(people)
        if len(self.fields["user"].queryset) == 1:
            del self.fields["user"]


class GlassForm(forms.Form):
    """Why somebody must see a record at once that is not open to them."""

    reason = reason_field(
        "Why must you see the record now?",
        "Say why you must see the record now",
        hint="At least a few words. Auditors read it: say what happened, and leave out names.",
    )

    def cleanreason_field(self) -> str:
        """Return the reason; refuses one too short to tell anything."""
        words = self.cleaned_data["reason"].strip()
        if len(words) < SHORTEST_REASON:
            raise forms.ValidationError("Say in a few words more why you must see the record now")
        return words


class GlassFindForm(forms.Form):
    """Over which record the glass is to be broken."""

    local_id = forms.CharField(
        label="The council’s id of the child",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter the id"},
    )


class ReviewForm(forms.Form):
    """What the review of a broken glass found."""

    words = forms.CharField(
        label="What did you find?",
        help_text="Was the reason good, was the record needed, and what follows? Leave out names of children.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what you found"},
    )
    words.fact = "review"


def _of(people: Iterable[User]) -> Any:
    return User.objects.filter(pk__in=[user.pk for user in people]).order_by("name", "pk")
