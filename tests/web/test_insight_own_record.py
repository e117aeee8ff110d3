"""Figures from our own record: a run of their own, for those who read figures, with "not known" counted."""

from datetime import timedelta

import pytest
from django.urls import reverse

from homeward.practice.after.outcomes import How, KnownBy
from homeward.sources.record import read_record
from homeward.web import clock
from homeward.web.accounts.roles import Role
from homeward.web.pathway.home.details import ContactDetails
from homeward.web.pathway.home.outcomes.actions import write_contact
from homeward.web.people.models import CareEpisode, EpisodeSource, Merge
from homeward.web.people.record_rows import record_given
from tests.web.pathway_at_home import TO_SUPPORT, ago, way_at, write
from tests.web.people_world import make_child, make_user
from tests.web.test_pathway_pages import browser

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
KNOWN, UNKNOWN = 7, 6


def at_home(number: int, *, is_known: bool):
    """Return a child who went home 220 days ago, of whom school told once, or nobody."""
    child = make_child(number)
    told = {"reason_new_episode": "S", "legal_status": "V2", "need": "N1", "place": "U4", "entered_at": clock.now()}
    CareEpisode.objects.create(child=child, decom_on=ago(500), dec_on=ago(220), reason_ceased="E4A", **told)
    way_at(child, TO_SUPPORT, ago(220), began_on=ago(300))
    if is_known:
        details = ContactDetails(KnownBy.SCHOOL, How.WELL, ago(30), "Her teacher", "She is well.")
        write_contact(child=child, details=details, by=None)
    return child


@pytest.fixture
def record(db):
    return [at_home(number, is_known=number < KNOWN) for number in range(KNOWN + UNKNOWN)]


def test_outcomes_are_handed_over_like_a_file_and_not_known_is_one_of_them(record):
    given = record_given(clock.today())
    assert sorted(one.outcome for one in given.outcomes) == ["home_and_well"] * KNOWN + ["not_known"] * UNKNOWN
    assert {one.months for one in given.outcomes} == {6}
    assert not any(one.is_from_return for one in given.episodes)
    assert read_record(given, as_of=clock.today()).rows.source == "Our own practice record"


def test_the_page_names_its_source_and_counts_what_is_not_known(record):
    CareEpisode.objects.filter(child=record[0]).update(source=EpisodeSource.IMPORTED)
    shown = browser(make_user(90, Role.ANALYST)).get(reverse("own_record")).text
    assert "Our own practice record" in shown
    assert "13, of which 5 or fewer came into the record from a yearly return" in shown
    rows = " ".join(shown.split())
    assert 'Not known</th><td class="govuk-table__cell govuk-table__cell--numeric">6</td>' in rows
    assert 'Home and well</th><td class="govuk-table__cell govuk-table__cell--numeric">7</td>' in rows


def test_small_numbers_are_hidden_on_the_page(record):
    for child in record[: KNOWN - 2]:
        child.pathway_starts.get().contacts_after.update(struck_at=clock.now())
    shown = " ".join(browser(make_user(90, Role.ANALYST)).get(reverse("own_record")).text.split())
    assert 'Home and well</th><td class="govuk-table__cell govuk-table__cell--numeric">hidden</td>' in shown
    assert '--numeric">2</td>' not in shown


def test_a_record_that_was_merged_into_another_is_not_counted_twice(record):
    kept, other = record[0].person, record[1].person
    one, two = make_user(91, Role.TEAM_MANAGER), make_user(92, Role.TEAM_MANAGER)
    now = clock.now()
    Merge.objects.create(
        kept=kept, other=other, because="x", proposed_by=one, proposed_at=now, agreed_by=two, agreed_at=now
    )
    given = record_given(clock.today())
    assert len(given.children) == len(given.episodes) == len(given.outcomes) == KNOWN + UNKNOWN - 1


def test_only_those_who_read_figures_open_it_and_it_asks_as_much_after_more_children(
    record, django_assert_max_num_queries
):
    assert browser(make_user(93, Role.FAMILY_SUPPORT_WORKER)).get(reverse("own_record")).status_code == 403
    page = browser(make_user(94, Role.ANALYST))
    with django_assert_max_num_queries(20):
        page.get(reverse("own_record"))


def test_a_child_who_went_home_twice_on_one_way_counts_twice(db):
    child = make_child(1)
    start = way_at(child, TO_SUPPORT, ago(500), began_on=ago(600))
    write(start, "happened", "came_back", "", ago(450))
    write(start, "happened", "went_home", "", ago(300))
    found = [(one.months, one.outcome) for one in record_given(clock.today()).outcomes]
    assert found == [(6, "back_in_care"), (12, "back_in_care"), (6, "not_known")]


def test_a_return_of_today_has_no_outcome_yet(db):
    child = make_child(1)
    way_at(child, TO_SUPPORT, clock.today() - timedelta(days=3), began_on=ago(300))
    assert record_given(clock.today()).outcomes == ()
