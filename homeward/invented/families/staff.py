"""Says who works for the invented service, in which team and as what, and when they joined and left."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from homeward.invented.families.happenings import SignedIn, StaffJoined, StaffLeft, TeamBegan, TeamJoined, TeamLeft
from homeward.invented.families.ledger import Ledger

_ROSTER: Mapping[str, Any] = tomllib.loads(files(__package__).joinpath("roster.toml").read_text(encoding="utf-8"))

MILLBROOK, NORTHGATE, RETURN_HOME, YOUNG_PEOPLE = (str(team["key"]) for team in _ROSTER["teams"])
LEAVER, DORMANT = "leaver", "dormant"
LEFT_DAYS_AGO = 75
_TEAMS_BEGAN_DAYS_AGO = 4400


@dataclass(frozen=True)
class Staff:
    """Somebody who signs in. `user` is the user name; `team` is None for those in none, `years` since joining.

    `specialism` is what an adult specialist is allocated as; `agency` is a guest's, by key.
    """

    user: str
    name: str
    role: str
    team: str | None = None
    manages: bool = False
    specialism: str = ""
    agency: str | None = None
    years: float = 0.0

    def joined_on(self, as_of: date) -> date:
        """Return the day on which they joined; the first of a guest's task is told elsewhere."""
        return as_of - timedelta(days=round(self.years * 365))


STAFF: tuple[Staff, ...] = tuple(Staff(**entry) for entry in _ROSTER["staff"])
"""Everybody who signs in."""

TEAMS: Mapping[str, str] = {team["key"]: team["name"] for team in _ROSTER["teams"]}
"""The teams' names, by key."""


def named(user: str) -> Staff:
    """Return somebody by user name. Raises KeyError where nobody has it."""
    return _BY_USER[user]


_BY_USER = {staff.user: staff for staff in STAFF}


def workers_of(team: str) -> tuple[str, ...]:
    """Return the user names of a team's social workers who stay."""
    return tuple(one.user for one in STAFF if one.team == team and one.role == "social_worker" and one.user != LEAVER)


def head_of(team: str) -> str:
    """Return the user name of a team's manager."""
    return next(staff.user for staff in STAFF if staff.team == team and staff.manages)


def in_team(team: str, role: str) -> str | None:
    """Return the user name of the first in a team with a role, if there is one."""
    return next((one.user for one in STAFF if one.team == team and one.role == role and one.user != DORMANT), None)


def write_staff(ledger: Ledger, as_of: date) -> None:
    """Write down the teams, who joined them, who left, and when everybody was last there."""
    for name in TEAMS.values():
        ledger.write(TeamBegan(name, as_of - timedelta(days=_TEAMS_BEGAN_DAYS_AGO)), on=None)
    for staff in STAFF:
        if staff.role != "guest":
            _write_joined(ledger, staff, as_of)
    left_on = as_of - timedelta(days=LEFT_DAYS_AGO)
    ledger.write(SignedIn(DORMANT), on=as_of - timedelta(days=190))
    ledger.write(SignedIn(LEAVER), on=left_on - timedelta(days=1))
    ledger.write(TeamLeft(LEAVER, TEAMS[NORTHGATE]), on=left_on, by="administrator")
    ledger.write(StaffLeft(LEAVER), on=left_on, by="administrator")


def _write_joined(ledger: Ledger, staff: Staff, as_of: date) -> None:
    joined_on = staff.joined_on(as_of)
    ledger.write(StaffJoined(staff.user, staff.name, staff.role, joined_on), on=joined_on)
    if staff.team is not None:
        ledger.write(TeamJoined(staff.user, TEAMS[staff.team], staff.manages, joined_on), on=joined_on)
    if staff.user not in (LEAVER, DORMANT):
        ledger.write(SignedIn(staff.user), on=as_of - timedelta(days=1 + len(staff.name) % 3))
