"""Teams are renamed, and ended once nobody and no child is left in them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.people.models import Team, TeamMembership
from homeward.web.people.rights import NotPermittedError
from homeward.web.people.teams.actions import create_team, end_team, join_team, leave_team, move_to_team, rename_team
from homeward.web.people.teams.queries import open_teams
from tests.web.people_service import browser_of, day_boxes, last_row
from tests.web.people_story import BEGAN, Story, tell_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    return tell_story()


@pytest.fixture
def administrator(user_with: Callable[..., User]) -> Client:
    return browser_of(user_with(Role.ADMINISTRATOR))


def empty(team: Team, story: Story) -> None:
    """Take the one member out of the team and make another responsible for its child, today."""
    other = create_team(name="Invented West", by=None, on=BEGAN)
    leave_team(membership=TeamMembership.objects.get(team=team), by=None, on=clock.today())
    move_to_team(child=story.child, team=other, by=None, on=clock.today())


def test_a_team_is_renamed_and_the_audit_keeps_what_it_was_called(story: Story) -> None:
    rename_team(team=story.team, name=" Invented North ", by=None)
    assert Team.objects.get(pk=story.team.pk).name == story.team.name == "Invented North"
    assert last_row("team_renamed")[1] == {"before": "Invented East"}
    rename_team(team=story.team, name="INVENTED NORTH", by=None)  # its own name in another case is not taken


def test_a_name_that_is_taken_or_empty_is_refused(story: Story) -> None:
    create_team(name="Invented West", by=None, on=BEGAN)
    for name in ("invented west", " ", "x" * 121):
        with pytest.raises(ValidationError):
            rename_team(team=story.team, name=name, by=None)
    assert Team.objects.get(pk=story.team.pk).name == "Invented East"


def test_a_team_ends_only_when_nobody_and_no_child_is_left(story: Story) -> None:
    today = clock.today()
    with pytest.raises(ValidationError, match="Somebody is in the team"):
        end_team(team=story.team, by=None, on=today)
    leave_team(membership=TeamMembership.objects.get(), by=None, on=today + timedelta(days=3))
    with pytest.raises(ValidationError, match="Somebody is in the team"):
        end_team(team=story.team, by=None, on=today + timedelta(days=2))
    with pytest.raises(ValidationError, match="responsible for a child"):
        end_team(team=story.team, by=None, on=today + timedelta(days=3))
    other = create_team(name="Invented West", by=None, on=BEGAN)
    move_to_team(child=story.child, team=other, by=None, on=today)
    end_team(team=story.team, by=None, on=today + timedelta(days=3))
    assert story.team in open_teams(today + timedelta(days=2))
    assert story.team not in open_teams(today + timedelta(days=3))
    with pytest.raises(ValidationError, match="ended already"):
        end_team(team=story.team, by=None, on=today)
    with pytest.raises(ValidationError, match="has an end"):
        join_team(team=story.team, user=story.worker, is_manager=False, by=None, on=today)
    with pytest.raises(ValidationError, match="has an end"):
        move_to_team(child=story.child, team=story.team, by=None, on=today)


def test_only_those_who_keep_teams_rename_and_end_them(story: Story) -> None:
    empty(story.team, story)
    with pytest.raises(NotPermittedError):
        rename_team(team=story.team, name="Mine", by=story.manager)
    with pytest.raises(NotPermittedError):
        end_team(team=story.team, by=story.manager, on=clock.today())
    manager = browser_of(story.manager)
    for way in ("change", "end"):
        assert manager.get(f"/teams/{story.team.pk}/{way}/").status_code == 403


def test_on_the_pages_a_team_is_renamed_and_ended(administrator: Client, story: Story) -> None:
    where = f"/teams/{story.team.pk}/"
    assert "Enter the team’s name" in administrator.post(f"{where}change/", {"name": ""}).text
    assert "Invented North" in administrator.post(f"{where}change/", {"name": "Invented North"}, follow=True).text
    today = day_boxes("ends_on", clock.today())
    assert "take them out first" in administrator.post(f"{where}end/", today).text
    empty(story.team, story)
    ended = administrator.post(f"{where}end/", today, follow=True).text
    assert "The team ends on" in ended
    assert "Put somebody into the team" not in ended
    assert "Invented North" not in administrator.get("/teams/").text.partition("<main")[2]
    assert administrator.get(f"{where}end/").status_code == 404
