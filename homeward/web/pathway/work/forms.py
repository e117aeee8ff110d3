"""What is asked of tasks: who takes one on, when a review was held, which tasks to show, and when they are raised."""

from collections.abc import Iterable
from typing import Any

from django import forms

from homeward.practice.tasks.raising import RaisingRule
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.design.dates import day_field
from homeward.web.people.forms.facts import FactForm


class SeenForm(FactForm):
    """Who does a task that somebody says they saw."""

    about = "task_seen"
    taken_on_by = forms.ModelChoiceField(
        label="Who takes it on?",
        queryset=User.objects.none(),
        required=False,
        empty_label="Not settled yet",
        error_messages={"invalid_choice": "Choose one of the people who work with the child"},
    )

    def __init__(self, *args: Any, people: Iterable[User], **words: Any) -> None:
        """Offer those who work with the child, and whoever asks."""
        super().__init__(*args, **words)
        pks = {person.pk for person in people}
        self.fields["taken_on_by"].queryset = User.objects.filter(pk__in=pks, is_active=True).order_by("name", "pk")
        self.fields["taken_on_by"].label_from_instance = lambda person: person.name


class ReviewForm(FactForm):
    """When a child's case was reviewed, and what should be known of it."""

    about = "review_held"
    on = day_field("On which day was the review?")
    words = forms.CharField(
        label="What should be known of it?",
        help_text="Only if something is not in the minutes. Where they are kept is enough.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **words: Any) -> None:
        """Begin with today."""
        super().__init__(*args, **{"initial": {"on": clock.today()}, **words})


def _days(label: str) -> forms.IntegerField:
    says = "Enter a number of working days, at least 1"
    return forms.IntegerField(
        label=label, min_value=1, error_messages=dict.fromkeys(("required", "invalid", "min_value"), says)
    )


class RaisingForm(FactForm):
    """After how many working days an overdue task that nobody said they saw is shown to others, and why."""

    about = "raising"
    to_manager_days = _days("Working days until the team manager is shown it")
    to_head_days = _days("Working days until the head of service is shown it")
    why = forms.CharField(
        label="Why?", widget=forms.Textarea(attrs={"rows": 3}), error_messages={"required": "Say why"}
    )

    def clean(self) -> dict[str, Any]:
        """Refuse numbers that are out of order."""
        told = super().clean() or self.cleaned_data
        first, then = told.get("to_manager_days"), told.get("to_head_days")
        if first and then and then < first:
            self.add_error("to_head_days", "The head of service is shown it at the same time or later")
        return told

    @property
    def rule(self) -> RaisingRule:
        """What was told."""
        return RaisingRule(self.cleaned_data["to_manager_days"], self.cleaned_data["to_head_days"])


WHEN = (
    ("all", "All"),
    ("overdue", "Overdue"),
    ("week", "Due within a week, or overdue"),
    ("unseen", "Nobody saw them"),
)
SORTS = (("day", "By day"), ("child", "By child"), ("worker", "By social worker"))


class TasksSoughtForm(forms.Form):
    """Which tasks to show, and in which order. It stands in the address and holds no name."""

    when = forms.ChoiceField(label="Show", choices=WHEN, required=False, initial="all")
    sort = forms.ChoiceField(label="In the order", choices=SORTS, required=False, initial="day")


class RemindersForm(forms.Form):
    """Where e-mails of what is due go, and whether somebody wants them."""

    address = forms.CharField(
        label="Your work e-mail address",
        help_text="E-mails say how many tasks are due, and name no child.",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    is_wanted = forms.BooleanField(label="Send me an e-mail on working days when something is due", required=False)
