"""The children behind a number: who may list them, who is listed, and that each look is written down."""

import csv
import io
import json
import re
from html import unescape

import pytest
from django.urls import reverse

from homeward.reports.reading_order import TITLES
from homeward.sources.day import year_end
from homeward.web import clock
from homeward.web.accounts.roles import FIGURE_CHILD_LISTERS, Role
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.insight.children_behind import child_of, listed, question
from homeward.web.insight.figures_filters import Filters
from homeward.web.insight.figures_frame import address_of
from homeward.web.insight.figures_read import NOT_FILTERED
from homeward.web.insight.pages.figures_children import A_PAGE
from homeward.web.people.models import Child, Leave, Person, Restriction
from tests.web.published_return import publish_return
from tests.web.small_return import EPISODE_COLUMNS, FILES, HEADER_COLUMNS, OTHER_TABLES, episode

pytestmark = pytest.mark.django_db

HOME = {"measure": "returns_home", "part": "numerator"}


@pytest.fixture
def dataset(user_with):
    return publish_return(user_with(Role.ANALYST), FILES | OTHER_TABLES)


@pytest.fixture
def head(dataset, client_of):
    return client_of(Role.HEAD_OF_SERVICE)


def words_of(answer, status=200):
    assert answer.status_code == status
    return unescape(" ".join(answer.content.decode().split()))


def ask(client, **asked):
    return client.get(reverse("figures_children"), HOME | asked)


def ids_in(answer):
    return [line.event.child_id for line in answer.context["found"].lines]


def restrict(child_id):
    """Return a restriction of the record of a child whose id in the return is this."""
    person = Person.objects.create(entered_at=clock.now())
    child = Child.objects.create(person=person, local_id=child_id, opened_on=clock.today(), entered_at=clock.now())
    return Restriction.objects.create(
        child=child, begins_on=clock.today(), entered_at=clock.now(), reason="Invented", number_to_ring="0000"
    )


@pytest.mark.slow
@pytest.mark.parametrize("role", list(Role))
def test_only_those_who_answer_for_figures_or_children_list_children(client_of, dataset, role):
    client = client_of(role)
    token = child_token(client_of(Role.ANALYST))
    for address in (
        reverse("figures_children"),
        reverse("figures_children_download"),
        reverse("figures_child", args=[token]),
    ):
        assert client.get(address, HOME).status_code == (200 if role in FIGURE_CHILD_LISTERS else 403), address


def child_token(client):
    (token, *_) = re.findall(r"/figures/children/([0-9a-f]{32})/", ask(client).content.decode())
    return token


def follow_every_number(client, chapter):
    """Open the list behind each number of a chapter, and return how many there were."""
    shown = client.get(address_of(chapter)).content.decode()
    pattern = rf'href="{reverse("figures_children")}(\?[^"]+)">([\d,]+)<'
    found = dict.fromkeys(re.findall(pattern, shown))
    for query, number in found:
        answer = client.get(reverse("figures_children") + unescape(query) + "&years=all")
        assert answer.status_code == 200, query
        assert len(answer.context["found"].lines) == int(number.replace(",", "")), query
    return len(found)


@pytest.mark.slow
def test_a_number_leads_to_as_many_children_as_it_says(head):
    assert follow_every_number(head, "repeat-returns") > 40


@pytest.mark.slow
def test_each_number_of_each_chapter_leads_to_as_many_children_as_it_says(head):
    followed = {chapter: follow_every_number(head, chapter) for chapter in TITLES}
    without = {chapter for chapter, numbers in followed.items() if not numbers}
    assert without == {"at-a-glance", *NOT_FILTERED}


def test_those_who_may_not_list_children_see_numbers_that_lead_nowhere(client_of, dataset):
    shown = words_of(client_of(Role.TEAM_MANAGER).get(address_of("who-goes-home")))
    assert reverse("figures_children") not in shown


def test_the_list_is_of_those_the_filters_leave(head):
    """Odd numbers in small_return.py are girls."""
    assert sorted(ids_in(ask(head, sex="female", by="year", value="2024"))) == ["101", "103", "105", "107"]
    assert 'Filters</dt><dd class="govuk-summary-list__value">Sex: Female' in words_of(ask(head, sex="female"))


def test_the_list_begins_with_three_years_and_shows_all_when_asked(user_with, client_of):
    """One child goes home in each of five years."""
    files = {}
    for year in range(2021, 2026):
        child = f"{year - 1900}"
        files[f"{year}/header.csv"] = f"{HEADER_COLUMNS}{child},1,01/05/2012,WBRI,A123456789012,,\n"
        files[f"{year}/episodes.csv"] = EPISODE_COLUMNS + episode(
            child, f"03/05/{year - 1}", f"01/07/{year - 1}", "E4A"
        )
    publish_return(user_with(Role.ANALYST), files)
    client = client_of(Role.DIRECTOR)
    answer = ask(client)
    assert ids_in(answer) == ["125", "124", "123"]
    assert "3 in the last three return years (from 1 April 2022), of 5 in all years." in words_of(answer)
    assert ids_in(ask(client, years="all")) == ["125", "124", "123", "122", "121"]
    assert ids_in(ask(client, by="year", value="2021")) == ["121"]
    assert ids_in(ask(client, year="2021")) == ["121"]


def test_the_list_is_sorted_as_asked(head):
    ascending = ids_in(ask(head, sort="child"))
    assert ascending == sorted(ascending)
    assert ids_in(ask(head, sort="-child")) == ascending[::-1]
    days = [line.event.on_day for line in ask(head).context["found"].lines]
    assert days == sorted(days, reverse=True)
    assert max(days) <= year_end(2025)
    assert 'aria-sort="descending"' in words_of(ask(head))


def test_two_thousand_lines_are_shown_fifty_a_page(user_with, client_of):
    children = range(1000, 3000)
    header = HEADER_COLUMNS + "".join(f"{child},1,01/05/2012,WBRI,A123456789012,,\n" for child in children)
    episodes = EPISODE_COLUMNS + "".join(episode(child, "03/04/2023", "01/06/2023", "E4A") for child in children)
    publish_return(user_with(Role.ANALYST), {"2024/header.csv": header, "2024/episodes.csv": episodes})
    client = client_of(Role.ANALYST)
    first, last = ask(client), ask(client, page="40")
    assert "2,000" in words_of(first)
    assert "Page 40 of 40" in words_of(last)
    for answer in (first, last):
        assert answer.content.decode().count(": see the journey") == A_PAGE
    file = client.get(reverse("figures_children_download"), HOME)
    assert len(file.content.decode("utf-8-sig").splitlines()) == 2001


def test_the_file_of_the_list_has_every_line_and_names_nobody_in_its_name(head):
    answer = head.get(reverse("figures_children_download"), HOME | {"part": "denominator"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 12
    assert [row["Counted in the number"] for row in rows if row["Child"] == "109"] == ["no"]
    assert answer["Content-Disposition"] == 'attachment; filename="homeward-children-2025-03-31-internal.csv"'


# No child in an address, every look in the audit


def test_no_address_and_no_audit_row_holds_the_id_of_a_child(head):
    shown = ask(head).content.decode()
    ids = set(ids_in(ask(head)))
    assert ids >= {"101", "110"}
    addresses = re.findall(r'href="([^"]+)"', shown)
    words = {word for address in addresses for word in re.split(r"[/?&=;]", address)}
    assert not ids & words
    head.get(reverse("figures_child", args=[child_token(head)]))
    for said in AuditDetail.objects.values_list("body", flat=True):
        assert not ids & {str(value) for value in json.loads(said).values()}, said


def test_what_was_asked_for_is_written_down_before_it_is_shown(head, dataset):
    ask(head, by="year", value="2024", sex="female", part="denominator")
    row = AuditEvent.objects.filter(action="children_listed").last()
    assert (row.subject_kind, row.subject_id) == ("insight.dataset", str(dataset.pk))
    assert json.loads(AuditDetail.objects.get(number=row.number).body) == {
        "measure": "returns_home",
        "part": "denominator",
        "by": "year",
        "value": "2024",
        "sex": "female",
        "listed": 5,
    }
    head.get(reverse("figures_children_download"), HOME)
    token = child_token(head)
    head.get(reverse("figures_child", args=[token]))
    assert AuditEvent.objects.filter(action="children_downloaded").count() == 1
    row = AuditEvent.objects.get(action="child_journey_read")
    assert json.loads(AuditDetail.objects.get(number=row.number).body) == {"child": token}


def test_a_token_is_of_one_child_in_one_dataset(user_with, client_of, dataset):
    client, director = client_of(Role.ANALYST), user_with(Role.DIRECTOR)
    tokens = {line.event.child_id: line.token for line in ask(client).context["found"].lines}
    assert all(child_of(director, dataset, token) == child for child, token in tokens.items())
    other = publish_return(user_with(Role.ANALYST), source="Another Council")
    assert all(child_of(director, other, token) is None for token in tokens.values())


# Restricted children


def test_a_restricted_child_counts_and_is_in_no_list_of_those_without_leave(head, user_with, dataset):
    before = head.get(address_of("who-goes-home")).context["chapter"]
    token = next(line.token for line in ask(head).context["found"].lines if line.event.child_id == "110")
    restriction = restrict("110")
    assert head.get(address_of("who-goes-home")).context["chapter"] == before
    assert "110" not in ids_in(ask(head))
    assert "110," not in head.get(reverse("figures_children_download"), HOME).content.decode()
    assert head.get(reverse("figures_child", args=[token])).status_code == 404

    director = user_with(Role.DIRECTOR)
    assert listed(director, ["109", "110"]) == {"109"}
    Leave.objects.create(restriction=restriction, user=director, begins_on=clock.today(), entered_at=clock.now())
    assert listed(director, ["109", "110"]) == {"109", "110"}


# One child


def test_a_childs_journey_is_drawn_and_told(head):
    token = next(line.token for line in ask(head).context["found"].lines if line.event.child_id == "101")
    shown = words_of(head.get(reverse("figures_child", args=[token]), HOME))
    for told in ("Child 101", "Care began", "Went home", "1 June 2023", "1 September 2024", "E4B", "White British"):
        assert told.lower() in shown.lower(), told
    assert "<title>A child’s journey through care" in shown
    assert f'href="{reverse("figures_children")}?measure=returns_home&part=numerator">Children behind' in shown


def test_a_token_that_stands_for_nobody_is_not_found(head):
    assert head.get(reverse("figures_child", args=["0" * 32])).status_code == 404
    assert head.get("/figures/children/101/").status_code == 404


# Questions that cannot be answered


@pytest.mark.slow
@pytest.mark.parametrize(
    "asked",
    [
        {"measure": "nonsense"},
        {"part": "both"},
        {"by": "shoe_size", "value": "44"},
        {"by": "sex", "value": "robot"},
        {"beside": "as_told"},
        {"period": "2024-01"},
        {"at_days": "many"},
        {"sort": "name"},
        {"sex": "robot"},
        {"measure": "early_re_entry_by_month"},
        {"measure": "looked_after", "part": "denominator"},
    ],
)
def test_a_number_that_does_not_exist_is_answered_with_a_sentence(head, asked):
    shown = words_of(ask(head, **asked), 404)
    assert "Children behind a number" in shown
    assert "Go to the figures" in shown
    assert head.get(reverse("figures_children_download"), HOME | asked).status_code == 404
    assert not AuditEvent.objects.filter(action__startswith="children_").exists()


def test_an_address_that_is_written_asks_the_same_when_it_is_read():
    asked = {"measure": "returns_home", "part": "denominator", "by": "year", "value": "2024", "years": "all"}
    again = question(asked | {"sort": "child", "sex": "male"}, Filters({"sex": "male"}))
    assert question(again.asked, Filters({"sex": "male"})) == again


def test_before_figures_are_published_there_is_nobody_to_list(client_of):
    for name in ("figures_children", "figures_children_download", "pack", "figures_beside"):
        assert client_of(Role.ANALYST).get(reverse(name)).status_code == 404
