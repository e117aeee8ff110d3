"""Reviews and missing times come from the return by themselves, once, and go again with it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from homeward.practice.chronology.event import Origin
from homeward.sources.day import day_of
from homeward.sources.rows import MISSING_EPISODES, REVIEWS, Rows
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditEvent
from homeward.web.chronology.models import ReturnEvent
from homeward.web.chronology.return_events.actions import import_return_events
from homeward.web.chronology.telling import chronology_of
from homeward.web.insight.packs import rows_of
from homeward.web.insight.records_filled import preview_of
from homeward.web.insight.work import fill_records
from homeward.web.jobs.actions import queue_job
from homeward.web.people.care.actions import import_children
from homeward.web.people.models import AllocatedAs, Allocation, Child
from tests.build_rows import Child as ChildRow
from tests.build_rows import Episode, build_rows, table
from tests.web.people_world import entered, make_user
from tests.web.published_return import publish_return

pytestmark = pytest.mark.django_db

Review = tuple[str, date, str | None]
Missing = tuple[str, str, date, date | None]


def rows_with(reviews: list[Review] = (), missing: list[Missing] = ()) -> Rows:
    """Return rows of child A1, in care from 1 May 2020, up to 31 March 2021, with these further rows."""
    seen = {"first_seen_year": 2021, "last_seen_year": 2021}
    rows = build_rows([Episode("A1", date(2020, 5, 1))], [ChildRow("A1", date(2012, 6, 1))], years=(2021,))
    return replace(
        rows,
        reviews=table(
            REVIEWS,
            [{"child_id": who, "review_day": day_of(on), "participation": code, **seen} for who, on, code in reviews],
        ),
        missing_episodes=table(
            MISSING_EPISODES,
            [
                {
                    "child_id": who,
                    "kind": kind,
                    "from_day": day_of(on),
                    "until_day": None if until is None else day_of(until),
                    **seen,
                }
                for who, kind, on, until in missing
            ],
        ),
        tables_read=frozenset({"Header", "Episodes", "Reviews", "Missing"}),
    )


REVIEW: Review = ("A1", date(2020, 6, 1), "PN7")
GONE: Missing = ("A1", "M", date(2020, 9, 1), date(2020, 9, 3))


@pytest.fixture
def child() -> Child:
    import_children(rows=rows_with(), dataset=uuid4(), by=None)
    return Child.objects.get()


def bring_in(*reviews: Review, missing: list[Missing] = (), **words: object) -> tuple[int, int]:
    rows = replace(rows_with(list(reviews), list(missing)), **words)
    found = import_return_events(rows=rows, dataset=uuid4(), by=None)
    return len(found.new), len(found.gone)


def stored() -> set[tuple[str, date, date | None, str]]:
    return set(ReturnEvent.objects.values_list("kind", "on", "until_on", "code"))


def test_they_are_told_in_words_with_where_they_come_from_and_to_whom_the_record_is_open(child: Child) -> None:
    gone_still: Missing = ("A1", "A", date(2021, 3, 1), None)
    assert bring_in(REVIEW, missing=[GONE, gone_still]) == (3, 0)
    worker = make_user(1, Role.SOCIAL_WORKER)
    Allocation.objects.create(child=child, user=worker, allocated_as=AllocatedAs.SOCIAL_WORKER, **entered())
    told = [event for event in chronology_of(worker, child) if event.origin == Origin.RETURN]
    assert [(event.when.in_words, event.what) for event in told] == [
        ("1 June 2020", "Review held. How the child took part: neither came nor had their views told."),
        ("1 September 2020 to 3 September 2020", "Missing."),
        ("1 March 2021", "Away without leave. The return does not say when this ended."),
    ]
    assert {event.source_in_words.split(":")[0] for event in told} == {"From the statutory return"}
    assert {event.href for event in told} == {""}
    for role in (Role.GUEST, Role.FOSTER_CARER, Role.SOCIAL_WORKER):
        assert chronology_of(make_user(len(role) + 10, role), child) == []


def test_done_again_it_changes_nothing_and_what_the_return_tells_otherwise_is_put_right(child: Child) -> None:
    bring_in(REVIEW, missing=[GONE])
    assert bring_in(REVIEW, missing=[GONE]) == (0, 0)
    found_later: Missing = ("A1", "M", date(2020, 9, 1), date(2020, 9, 5))
    assert bring_in(REVIEW, missing=[found_later]) == (1, 1)
    assert bring_in(missing=[found_later]) == (0, 1)
    assert stored() == {("missing", date(2020, 9, 1), date(2020, 9, 5), "M")}
    assert AuditEvent.objects.filter(action="return_events_imported").count() == 4


def test_what_lies_outside_the_years_of_a_return_or_in_a_table_that_was_not_given_stays(child: Child) -> None:
    bring_in(("A1", date(2021, 6, 1), "PN1"))
    bring_in(REVIEW)
    assert len(stored()) == 2
    assert bring_in(tables_read=frozenset({"Header", "Episodes"})) == (0, 0)
    assert len(stored()) == 2


def test_one_day_told_twice_is_one_event_and_a_child_unknown_here_has_none(child: Child) -> None:
    longer: Missing = ("A1", "M", date(2020, 9, 1), date(2020, 9, 9))
    assert bring_in(REVIEW, REVIEW, ("B2", date(2020, 6, 1), None), missing=[GONE, longer, GONE]) == (2, 0)
    assert ("missing", date(2020, 9, 1), date(2020, 9, 9), "M") in stored()


def test_the_job_that_brings_a_return_into_the_records_brings_them_too(user_with: Callable[..., User]) -> None:
    analyst = user_with(Role.ANALYST)
    review_columns = "CHILD,DOB,REVIEW,REVIEW_CODE\n"
    from tests.web.small_return import CHILDREN, EPISODE_COLUMNS, HEADER_COLUMNS, episode

    files = {
        "2026/header.csv": HEADER_COLUMNS + CHILDREN,
        "2026/episodes.csv": EPISODE_COLUMNS + episode(111, "02/10/2023", "01/07/2025", "E4A"),
        "2026/reviews.csv": review_columns + "111,15/06/2012,01/05/2025,PN0\n",
    }
    dataset = publish_return(analyst, files)
    assert rows_of(dataset.pk).tables_read >= {"Reviews"}
    queue_job(kind="fill_records", argument=str(dataset.pk), by=analyst)
    words = []
    progress = type("Progress", (), {"report": lambda self, share, said: words.append(said)})()
    fill_records(str(dataset.pk), progress)
    assert "1 reviews and missing times are new or changed" in words[-1]
    assert ReturnEvent.objects.get().child.local_id == "111"
    assert preview_of(analyst, dataset).changes_nothing
    ReturnEvent.objects.all().delete()
    preview = preview_of(analyst, dataset)
    assert (len(preview.events.new), preview.changes_nothing) == (1, False)
