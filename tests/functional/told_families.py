"""Writes four invented families into a service whose browser tests walk their ways home; nobody in it is real."""

import json
from datetime import date, timedelta

import django

django.setup()

from homeward.web import clock  # noqa: E402 - Django comes first
from homeward.web.accounts.models import User  # noqa: E402
from homeward.web.people.care.actions import enter_episode  # noqa: E402
from homeward.web.people.care.checking import EpisodeDetails  # noqa: E402
from homeward.web.people.details import HomeDetails, MemberDetails, PersonDetails, RecordStart  # noqa: E402
from homeward.web.people.family.actions import add_household  # noqa: E402
from homeward.web.people.models import AllocatedAs  # noqa: E402
from homeward.web.people.network.actions import join_network  # noqa: E402
from homeward.web.people.persons.actions import add_relative, create_child  # noqa: E402
from homeward.web.people.teams.actions import allocate_child, create_team, join_team  # noqa: E402

CAME = clock.today() - timedelta(days=200)
FAMILIES = (("home", "Robin"), ("elsewhere", "Linnet"), ("unplanned", "Merle"), ("again", "Teal"))


def user(name: str) -> User:
    return User.objects.get(username=name)


def tell() -> dict[str, dict[str, str]]:
    team = create_team(name="Invented East", by=None, on=CAME)
    join_team(team=team, user=user("team_manager"), is_manager=True, by=None, on=CAME)
    return {story: family(team, given, number) for number, (story, given) in enumerate(FAMILIES, 1)}


def family(team, given: str, number: int) -> dict[str, str]:
    """Tell of one child of ten under section 20, with a mother who lives alone, a teacher and a reviewing officer."""
    start = RecordStart(team=team, local_id=f"INV91{number}", allocated_to=user("social_worker"))
    details = PersonDetails(given, "Exemplar", born_on=date(CAME.year - 10, 3, 2))
    child = create_child(details=details, start=start, by=None, on=CAME)
    mother = add_relative(child=child, details=PersonDetails("Mo", "Exemplar", sex="female"), kind="mother", by=None)
    home = HomeDetails(f"{number} Invented Lane", "ZZ1 1ZZ")
    household = add_household(child=child, people=[mother], home=home, by=None, on=CAME)
    episode = EpisodeDetails(CAME, "S", "V2", "N1", "U6", "PR1")
    enter_episode(child=child, episode=episode, despite=("header_value_missing",), by=None, on=clock.today())
    for name, words in (("social_worker", "Social worker"), ("family_support_worker", "Family support worker")):
        join_network(child=child, who=user(name), member=MemberDetails(words), by=None, on=CAME)
    officer = {"user": user("reviewing_officer"), "allocated_as": AllocatedAs.REVIEWING_OFFICER}
    allocate_child(child=child, by=None, on=CAME, **officer)
    return {"child": str(child.pk), "mother": str(mother.pk), "household": str(household.pk), "name": given}


if __name__ == "__main__":
    print(json.dumps({**tell(), "reader": user("second_worker").name}))
