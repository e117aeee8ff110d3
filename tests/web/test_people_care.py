"""A child's looked-after history: checked at entry as the return would be, corrected without loss, and imported."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from homeward.sources.ssda903 import read_files, stitch
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditEvent
from homeward.web.people.care.actions import (
    EpisodeDoubtfulError,
    correct_episode,
    enter_episode,
    import_children,
    strike_episode,
)
from homeward.web.people.care.checking import CANNOT_STAND, ChildDetails, EpisodeDetails, complaints_of
from homeward.web.people.care.queries import care_on, episodes_of, every_choice, in_words, periods_of, placed_since
from homeward.web.people.details import PersonDetails, RecordStart
from homeward.web.people.models import CareEpisode, Child, EpisodeSource, Person
from homeward.web.people.persons.actions import create_child
from homeward.web.people.rights import NotPermittedError
from tests.build_rows import Child as ChildRow
from tests.build_rows import Episode, build_rows

TODAY = date(2026, 11, 20)
BORN = date(2012, 6, 1)
FIRST = EpisodeDetails(date(2025, 5, 1), "S", "C2", "N1", "U4", "PR1")
CHILD = ChildDetails(BORN, "female", "WBRI")


def rules(*episodes: EpisodeDetails, child: ChildDetails = CHILD) -> set[tuple[str, str]]:
    return {(complaint.rule, complaint.field) for complaint in complaints_of(child, episodes, TODAY)}


# What the return would say


@pytest.mark.parametrize(
    ("change", "complains"),
    [
        ({}, set()),
        ({"place": "ZZ"}, {("code_unknown", "place")}),
        ({"place": "Z1", "place_provider": ""}, {("code_not_valid_in_year", "place")}),
        ({"need": ""}, {("code_missing", "need")}),
        ({"place": "P1", "place_provider": "PR0"}, set()),
        ({"place": "P1", "place_provider": "PR0", "legal_status": "V2"}, {("parents_by_agreement", "place")}),
        ({"place": "P1"}, {("provider_differs_from_place", "place_provider")}),
        ({"place": "K3"}, {("independent_under_sixteen", "place")}),
        ({"legal_status": "L2"}, set()),
        ({"dec_on": date(2025, 6, 1)}, {("end_without_reason", "reason_ceased")}),
        ({"reason_ceased": "E4A"}, {("reason_without_end", "reason_ceased")}),
        ({"dec_on": date(2025, 4, 1), "reason_ceased": "E4A"}, {("end_before_start", "dec_on")}),
        ({"dec_on": date(2025, 6, 1), "reason_ceased": "E4A"}, set()),
        ({"decom_on": date(2011, 1, 1)}, {("born_after_start", "decom_on")}),
    ],
)
def test_an_episode_is_judged_as_the_return_would(change: dict, complains: set) -> None:
    assert rules(replace(FIRST, **change)) == complains


def test_a_history_of_many_years_is_told_year_by_year_and_without_complaint() -> None:
    """H5 stood in returns until 2024 and ended before it went: no complaint, though it is no code today."""
    born = ChildDetails(date(2004, 6, 1), "male", "WBRI")
    old = EpisodeDetails(date(2021, 1, 1), "S", "C2", "N1", "H5", "PR4", date(2022, 6, 1), "E5")
    assert rules(old, child=born) == set()
    assert ("code_not_valid_in_year", "place") in rules(
        replace(old, decom_on=date(2024, 5, 1), dec_on=date(2024, 6, 1)), child=replace(born, born_on=date(2007, 1, 1))
    )


def test_sentences_say_what_is_wrong_and_what_to_do_and_not_what_a_reader_of_files_did() -> None:
    broken = [replace(FIRST, place="ZZ"), replace(FIRST, reason_ceased="E4A"), replace(FIRST, need="")]
    for episode in broken:
        for complaint in complaints_of(CHILD, [episode], TODAY):
            assert complaint.sentence.startswith("This episode ")
            assert complaint.sentence.endswith(".")
            assert "line" not in complaint.sentence.lower()
            assert "set aside" not in complaint.sentence


def test_every_rule_that_cannot_stand_is_a_rule() -> None:
    from homeward.sources.ssda903.rules import RULES

    assert set(RULES) >= CANNOT_STAND


def test_what_is_entered_without_complaint_is_read_from_a_return_without_findings() -> None:
    """The other way round: the return written from these episodes is clean."""
    header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,F,01/06/2012,WBRI,UN1,,\n"
    lines = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    lines += "1,01/05/2025,S,C2,N1,U4,PR1,01/03/2026,E4A,,,,\n"
    rows = stitch(read_files({"header.csv": header.encode(), "episodes.csv": lines.encode()}))
    assert [finding.rule for finding in rows.findings if finding.line] == []
    assert rules(replace(FIRST, dec_on=date(2026, 3, 1), reason_ceased="E4A")) == set()


# Entered by hand


@pytest.fixture
def child(db: None) -> Child:
    details = PersonDetails("Jo", "Exemplar", born_on=BORN, sex="female", ethnicity="WBRI")
    return create_child(details=details, start=RecordStart(), by=None, on=FIRST.decom_on)


@pytest.fixture
def head(user_with: Callable[..., User]) -> User:
    return user_with(Role.HEAD_OF_SERVICE)


MOVE = EpisodeDetails(date(2026, 2, 1), "P", "C2", "N1", "U6", "PR1")


def test_a_new_episode_ends_the_open_one_and_care_goes_on(child: Child, head: User) -> None:
    enter_episode(child=child, episode=FIRST, by=head, on=TODAY)
    enter_episode(child=child, episode=MOVE, by=head, on=TODAY)
    first, second = episodes_of(child)
    assert (first.dec_on, first.reason_ceased) == (MOVE.decom_on, "X1")
    assert (second.dec_on, second.reason_ceased) == (None, "")
    periods = periods_of([first, second])
    assert [(period.began_on, period.ended_on) for period in periods] == [(FIRST.decom_on, None)]
    assert care_on(periods, TODAY) == second
    assert care_on(periods, date(2026, 1, 31)) == first
    assert care_on(periods, date(2025, 4, 30)) is None


def test_a_doubtful_episode_stands_only_if_the_person_says_so_and_an_impossible_one_never(
    child: Child, head: User
) -> None:
    doubtful = replace(FIRST, place="P1", place_provider="PR1")
    with pytest.raises(EpisodeDoubtfulError, match="provided by the parents") as caught:
        enter_episode(child=child, episode=doubtful, by=head, on=TODAY)
    assert [(one.rule, one.may_stand) for one in caught.value.complaints] == [("provider_differs_from_place", True)]
    assert not CareEpisode.objects.exists()
    enter_episode(child=child, episode=doubtful, despite={"provider_differs_from_place"}, by=head, on=TODAY)
    with pytest.raises(EpisodeDoubtfulError):
        enter_episode(child=child, episode=replace(MOVE, place="ZZ"), despite={"code_unknown"}, by=head, on=TODAY)


def test_overlapping_episodes_are_refused(child: Child, head: User) -> None:
    ended = replace(FIRST, dec_on=date(2026, 3, 1), reason_ceased="E4A")
    enter_episode(child=child, episode=ended, by=head, on=TODAY)
    with pytest.raises(EpisodeDoubtfulError):
        enter_episode(child=child, episode=replace(MOVE, reason_new_episode="S"), by=head, on=TODAY)


def test_nothing_is_written_down_before_it_happens(child: Child, head: User) -> None:
    with pytest.raises(ValidationError, match="not before"):
        enter_episode(child=child, episode=replace(FIRST, decom_on=date(2026, 11, 21)), by=head, on=TODAY)


def test_a_correction_keeps_what_stood_before_struck_out(child: Child, head: User) -> None:
    row = enter_episode(child=child, episode=FIRST, by=head, on=TODAY)
    ended = replace(FIRST, dec_on=date(2026, 3, 1), reason_ceased="E4A")
    new = correct_episode(episode=row, details=ended, by=head, on=TODAY)
    assert episodes_of(child) == [new]
    row.refresh_from_db()
    assert (row.struck_by, row.dec_on) == (head, None)
    strike_episode(episode=new, because="entered for another child", by=head)
    assert episodes_of(child) == []
    assert child.episodes.count() == 2
    with pytest.raises(NotPermittedError, match="struck out"):
        strike_episode(episode=new, because="again", by=head)


def test_whoever_only_reads_enters_no_episode(child: Child, user_with: Callable[..., User]) -> None:
    for role in (Role.EMERGENCY_DUTY, Role.SOCIAL_WORKER, Role.ANALYST):
        with pytest.raises(NotPermittedError):
            enter_episode(child=child, episode=FIRST, by=user_with(role), on=TODAY)


def test_codes_are_shown_in_words() -> None:
    assert in_words("legal_status", "C2") == "full care order"
    assert in_words("place", "QQ") == "QQ"
    choices = dict(every_choice("place", 2027))
    assert choices["U6"] == "Foster carer, not long term (U6)"
    assert choices["H5"].endswith("(H5, in returns until 2024)")
    assert list(choices).index("H5") > list(choices).index("Z14"), "what is gone comes last"
    assert dict(every_choice("place", 2024))["H5"].endswith("(H5)")


def test_a_change_of_status_alone_is_no_move(child: Child, head: User) -> None:
    enter_episode(child=child, episode=replace(FIRST, legal_status="C1"), by=head, on=TODAY)
    status = replace(FIRST, decom_on=date(2025, 9, 1), reason_new_episode="L")
    enter_episode(child=child, episode=status, by=head, on=TODAY)
    (period,) = periods_of(episodes_of(child))
    assert placed_since(period, period.last) == FIRST.decom_on


# Imported


ROWS = build_rows(
    [
        Episode("A1", date(2020, 5, 1), date(2020, 9, 1), "X1"),
        Episode("A1", date(2020, 9, 1), new="P"),
        Episode("A2", date(2021, 5, 1), date(2022, 5, 1), "E4A"),
    ],
    [ChildRow("A1", BORN), ChildRow("A2", None, sex="unknown", ethnicity=None)],
)


@pytest.mark.django_db
def test_an_import_makes_children_without_names_and_again_changes_nothing() -> None:
    told = import_children(rows=ROWS, dataset=uuid4(), by=None)
    assert (told.children_made, told.episodes_made) == (2, 3)
    first, second = Child.objects.order_by("local_id").select_related("person")
    assert first.person.shown_name == "Name not recorded (id A1)"
    assert (first.person.born_on, first.person.sex, first.opened_on, first.closed_on) == (
        BORN,
        "female",
        date(2020, 5, 1),
        None,
    )
    assert (second.person.born_on, second.person.sex, second.closed_on) == (None, "unknown", date(2022, 5, 1))
    before = list(CareEpisode.objects.order_by("pk").values())
    again = import_children(rows=ROWS, dataset=uuid4(), by=None)
    assert (again.children_made, again.children_changed, again.episodes_made, again.episodes_changed) == (0, 0, 0, 0)
    assert again.episodes_unchanged == 3
    assert list(CareEpisode.objects.order_by("pk").values()) == before
    assert AuditEvent.objects.filter(action="children_imported").count() == 2


@pytest.mark.django_db
def test_a_later_return_brings_episodes_up_to_date_and_strikes_out_what_it_holds_no_more() -> None:
    import_children(rows=ROWS, dataset=uuid4(), by=None)
    dataset = uuid4()
    later = build_rows(
        [
            Episode("A1", date(2020, 5, 1), date(2020, 9, 1), "X1"),
            Episode("A1", date(2020, 9, 1), date(2023, 1, 1), "E4A", new="P"),
            Episode("A2", date(2021, 5, 2), date(2022, 5, 1), "E4A"),
        ],
        [ChildRow("A1", date(2000, 1, 1), sex="male"), ChildRow("A2", BORN)],
    )
    told = import_children(rows=later, dataset=dataset, by=None)
    assert (told.episodes_changed, told.episodes_made, told.episodes_struck, told.children_changed) == (1, 1, 1, 1)
    first, second = Child.objects.order_by("local_id")
    assert (first.person.born_on, first.person.sex) == (BORN, "female"), "what is known is not overwritten"
    assert second.person.born_on == BORN
    changed = first.episodes.get(decom_on=date(2020, 9, 1))
    assert (changed.dec_on, changed.dataset, changed.source) == (date(2023, 1, 1), dataset, EpisodeSource.IMPORTED)
    assert second.episodes.filter(struck_at=None).get().decom_on == date(2021, 5, 2)


@pytest.mark.django_db
def test_an_import_never_changes_what_somebody_entered() -> None:
    child = create_child(
        details=PersonDetails("Jo", "Exemplar", born_on=BORN, sex="female"),
        start=RecordStart(local_id="A1"),
        by=None,
        on=date(2020, 5, 1),
    )
    mine = replace(FIRST, decom_on=date(2020, 5, 1), need="N4")
    enter_episode(child=child, episode=mine, by=None, on=TODAY)
    told = import_children(rows=ROWS, dataset=uuid4(), by=None)
    assert (told.children_made, told.episodes_left) == (1, 1)
    kept = child.episodes.get(decom_on=date(2020, 5, 1))
    assert (kept.need, kept.source, kept.dec_on) == ("N4", EpisodeSource.ENTERED, None)
    assert Person.objects.get(pk=child.person_id).shown_name == "Jo Exemplar"


@pytest.mark.django_db
def test_an_import_takes_as_many_queries_for_many_children_as_for_few() -> None:
    def queries(prefix: str, number: int) -> int:
        rows = build_rows([Episode(f"{prefix}{n}", date(2020, 5, 1)) for n in range(number)])
        with CaptureQueriesContext(connection) as captured:
            import_children(rows=rows, dataset=uuid4(), by=None)
        return len(captured)

    assert queries("few", 2) == queries("many", 30)
