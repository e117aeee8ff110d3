"""What is asked of who works with a child, who is asked for a task, and who is in a team."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from homeward.web.accounts.models import User
from homeward.web.design.dates import day_field
from homeward.web.people.forms.facts import FactForm
from homeward.web.people.models import Agency, AllocatedAs, Team
from homeward.web.people.network.queries import open_agencies
from homeward.web.people.teams.queries import open_teams

PEOPLE_AS_RADIOS = 12
"""Up to so many people are shown all at once; more are chosen from a list."""


class AllocateAsForm(FactForm):
    """As what somebody is to work with the child."""

    about = "allocation"
    allocated_as = forms.ChoiceField(
        label="As what?",
        choices=AllocatedAs.choices,
        widget=forms.RadioSelect(),
        error_messages={"required": "Choose as what they work with the child"},
    )


class AllocateForm(FactForm):
    """Who is to work with the child, and from which day; beside each stands with how many children they work."""

    about = "allocation"
    user = forms.ModelChoiceField(
        label="Who",
        queryset=User.objects.none(),
        empty_label="Choose",
        error_messages={"required": "Choose who works with the child"},
    )
    begins_on = day_field("From which day", "Today opens the record to them at once.")

    def __init__(self, *args: Any, people: QuerySet[User], caseloads: dict[int, int], **words: Any) -> None:
        """Offer these people."""
        super().__init__(*args, **words)
        field = self.fields["user"]
        field.queryset = people
        field.label_from_instance = lambda user: f"{user.name} ({caseload_in_words(caseloads.get(user.pk, 0))})"
        if people.count() <= PEOPLE_AS_RADIOS:
            field.empty_label, field.widget = None, forms.RadioSelect(choices=field.choices)


class AskForm(FactForm):
    """Who is asked to do which task for the child, until when."""

    about = "asked"
    user = forms.ModelChoiceField(
        label="Who is asked?",
        queryset=User.objects.none(),
        empty_label="Choose",
        help_text="A colleague, or a guest of a partner agency who signs in here.",
        error_messages={"required": "Choose who is asked"},
    )
    agency = forms.ModelChoiceField(
        label="From which agency do they come?",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="This service",
    )
    task = forms.CharField(
        label="What are they asked to do?",
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say what they are asked to do"},
    )
    until_on = day_field("Until which day?", "The record is shut to them again on that day.")

    def __init__(self, *args: Any, people: QuerySet[User], guests: frozenset[int], **words: Any) -> None:
        """Offer these people; those who come as guests are called so."""
        super().__init__(*args, **words)
        self.fields["user"].queryset = people
        self.fields["user"].label_from_instance = lambda user: f"{user.name}{' (guest)' if user.pk in guests else ''}"
        self.fields["agency"].queryset = open_agencies()


class MoveToTeamForm(FactForm):
    """Which team is responsible for the child, and from which day."""

    about = "child_team"
    team = forms.ModelChoiceField(
        label="Team",
        queryset=Team.objects.none(),
        empty_label="Choose",
        error_messages={"required": "Choose a team"},
    )
    begins_on = day_field("From which day")

    def __init__(self, *args: Any, on: date, but_for: Team | None, **words: Any) -> None:
        """Offer every team but the one that is responsible now."""
        super().__init__(*args, **words)
        teams = open_teams(on)
        self.fields["team"].queryset = teams.exclude(pk=but_for.pk) if but_for else teams


class TeamForm(FactForm):
    """A new team."""

    about = "team"
    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Enter the team’s name"})
    begins_on = day_field("First day")


class TeamNameForm(FactForm):
    """Another name for a team."""

    about = "team"
    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Enter the team’s name"})


class TeamMemberForm(FactForm):
    """Who is in a team from which day, and whether they manage it."""

    about = "team_member"
    user = forms.ModelChoiceField(
        label="Who", queryset=User.objects.none(), empty_label="Choose", error_messages={"required": "Choose who it is"}
    )
    is_manager = forms.BooleanField(label="They manage the team", required=False)
    begins_on = day_field("From which day")

    def __init__(self, *args: Any, **words: Any) -> None:
        """Offer everybody who can sign in."""
        super().__init__(*args, **words)
        self.fields["user"].queryset = User.objects.filter(is_active=True).order_by("name", "pk")
        self.fields["user"].label_from_instance = lambda user: user.name


def caseload_in_words(children: int) -> str:
    """Return with how many children somebody works, as it stands behind a name."""
    return "no child yet" if children == 0 else "1 child" if children == 1 else f"{children} children"
