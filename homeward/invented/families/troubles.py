"""Writes down what shuts and opens records: restrictions, conflicts, guests, broken glass, and records of one child."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from homeward.invented.families.by_hand import earlier_periods
from homeward.invented.families.cases import Case
from homeward.invented.families.happenings import (
    Asked,
    CareEnded,
    ChildCreated,
    ChildRestricted,
    ConflictDeclared,
    EpisodeEntered,
    GlassBroken,
    GlassReviewed,
    Happening,
    MergeAgreed,
    MergeProposed,
    MergeUndone,
    StaffJoined,
    UndoingProposed,
)
from homeward.invented.families.named import InventedPerson
from homeward.invented.families.staff import TEAMS, head_of, named

_NUMBER = "01632 960199"
_FIRST_NUMBER = 900001
"""Records that no return holds are numbered from here."""


def write_troubles(case: Case) -> None:
    """Write down what the story of a family asks for; nothing for most."""
    write = _TROUBLES.get(case.story)
    if write is not None:
        write(case)


def local_id_outside(number: int) -> str:
    """Return the local id of the nth record, from 0, that no return holds."""
    return f"INV{_FIRST_NUMBER + number}"


def _only(case: Case) -> str:
    return case.children[0].local_id


def _ago(case: Case, days: int) -> date:
    """Return a day so long ago, or the day on which the record had begun where that is later."""
    return max(case.as_of - timedelta(days=days), min(case.record_on[_only(case)] + timedelta(days=1), case.as_of))


def _note(case: Case, days_ago: int, by: str, what: Happening) -> str:
    return case.ledger.write(what, on=_ago(case, days_ago), by=by)


def _restrict(reason: str, days_ago: int) -> Callable[[Case], None]:
    def write(case: Case) -> None:
        officer = case.allocations[_only(case), "reviewing_officer"]
        leave = ("head_of_service", "director", head_of(case.team), case.worker, officer)
        _note(case, days_ago, "head_of_service", ChildRestricted(_only(case), reason, _NUMBER, leave))
        if days_ago == _COLLEAGUE_DAYS:
            _break_over_restricted(case)

    return write


_COLLEAGUE_DAYS = 210


def _break_over_restricted(case: Case) -> None:
    reason = "The child rang at night, frightened, and gave this name; nobody with leave could be reached."
    key = _note(case, 47, "emergency_duty", GlassBroken(_only(case), "emergency_duty", reason))
    _note(
        case, 45, "auditor", GlassReviewed(key, "Right: the call is in the duty log, and the worker was told at once.")
    )


def _break_without_need(case: Case) -> None:
    reason = "Wanted to read how a similar return home had been planned."
    key = _note(case, 33, "mo.darweesh", GlassBroken(_only(case), "mo.darweesh", reason))
    words = "Not right: this is not an emergency. The manager spoke with the worker, and the family was told."
    _note(case, 31, "auditor", GlassReviewed(key, words))


def _conflict_of_aunt(case: Case) -> None:
    """Let a worker who was about to begin with a child see that the child is her sister's."""
    reason = "I am the child’s aunt: the mother is my sister."
    _note(case, 130, "social_worker", ConflictDeclared(_only(case), "social_worker", reason))


def _conflict_of_neighbour(case: Case) -> None:
    reason = "Lives next door to the grandmother, and the families know each other."
    _note(case, 95, "head_of_service", ConflictDeclared(_only(case), "team_manager", reason))


def _ask_guests(case: Case) -> None:
    """Ask guests of three agencies: one still at work, one whose day has passed, and one for some days more."""
    tasks = (
        ("guest", 12, 21, "Write the school’s part of the support plan"),
        ("guest.health", 70, -28, "Write the health assessment before the review"),
        ("guest.police", 3, 4, "Check the addresses for the safety plan"),
    )
    for user, since, until, task in tasks:
        guest, on = named(user), _ago(case, since)
        until_on = max(case.as_of + timedelta(days=until), on + timedelta(days=1))
        joined = StaffJoined(user, guest.name, guest.role, on, None if user == "guest" else until_on)
        case.ledger.write(joined, on=on, by="administrator")
        asked = Asked(_only(case), user, guest.agency, task, until_on)
        case.ledger.write(asked, on=on, by=head_of(case.team))


def _write_twice(case: Case) -> None:
    """Let emergency duty begin a second record of a known child: the name as heard, day and month swapped."""
    person = case.family.children[_only(case)]
    born = person.born_on or case.as_of
    heard = replace(
        person,
        key=local_id_outside(0),
        given=misheard(person.given),
        family=misheard(person.family),
        born_on=born.replace(month=born.day, day=born.month),
        ethnicity="",
    )
    _second_record(case, heard, 9, "emergency_duty")
    because = "The name sounds the same, day and month of birth are swapped, and both name the same school."
    _note(case, 5, "social_worker", MergeProposed(_only(case), heard.key, because))


def _merge_wrongly(case: Case) -> None:
    """Let two people take a cousin's record for a child's own, and two others undo it."""
    person = case.family.children[_only(case)]
    cousin = replace(person, key=local_id_outside(1), born_on=(person.born_on or case.as_of) + timedelta(days=9))
    _second_record(case, cousin, 160, "emergency_duty")
    because = "Same given and family name, born nine days apart."
    merge = _note(case, 150, case.worker, MergeProposed(_only(case), cousin.key, because))
    _note(case, 149, head_of(case.team), MergeAgreed(merge))
    because = "They are cousins of one name: the nursery has both, in different rooms."
    _note(case, 121, case.worker, UndoingProposed(merge, because))
    _note(case, 120, head_of(case.team), MergeUndone(merge))


def _second_record(case: Case, person: InventedPerson, days_ago: int, by: str) -> None:
    created = ChildCreated(
        person, TEAMS[case.team], case.worker, _ago(case, days_ago), is_unaccompanied=False, is_in_return=False
    )
    _note(case, days_ago, by, created)


def misheard(name: str) -> str:
    """Return a name as somebody might write it who only heard it."""
    pairs = (("ph", "f"), ("ck", "k"), ("y", "i"), ("ie", "y"), ("ll", "l"), ("tt", "t"), ("c", "k"), ("ee", "ea"))
    for wrong, heard in pairs:
        if wrong in name[1:]:
            return name[0] + name[1:].replace(wrong, heard, 1)
    return f"{name}e"


def _enter_earlier(case: Case) -> None:
    """Enter by hand the care that another council gave before."""
    for period in earlier_periods(case.family.siblings):
        for one in period:
            what = EpisodeEntered(
                _only(case), one.began_on, one.ended_on, one.reason_new, one.legal_status, one.need, one.place,
                "PR2", one.reason_ceased,
            )  # fmt: skip
            case.write(_only(case), what)


def _go_home(case: Case) -> None:
    if case.went_home_on is not None:
        case.write(_only(case), CareEnded(_only(case), case.went_home_on, "E4B"), case.went_home_on)


_TROUBLES: Mapping[str, Callable[[Case], None]] = MappingProxyType(
    {
        "restricted": _restrict("The mother works in this service.", _COLLEAGUE_DAYS),
        "restricted_public": _restrict("The case has been in the newspapers; reporters have rung staff.", 160),
        "conflict": _conflict_of_aunt,
        "conflict_neighbour": _conflict_of_neighbour,
        "guest": _ask_guests,
        "break_glass": _break_without_need,
        "merge": _write_twice,
        "unmerged": _merge_wrongly,
        "two_failed_returns": _enter_earlier,
        "unplanned": _go_home,
    }
)
"""What is written for each story that has a trouble."""
