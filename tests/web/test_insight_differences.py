"""What differs between two returns: figures, rows and findings, the changed first; and only between two one may see."""

from html import unescape

import pytest
from django.urls import reverse

from homeward.reports.datapack import prepare
from homeward.sources.ssda903 import read_files, stitch
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditEvent
from homeward.web.insight.actions import make_dataset, publish_dataset, store_upload
from homeward.web.insight.differences import findings_that_differ, measures_that_differ, rows_that_differ
from tests.web.small_return import EPISODE_COLUMNS, FILES, SECOND_YEAR, episode

pytestmark = pytest.mark.django_db

CORRECTED = {
    **FILES,
    "2024/episodes.csv": FILES["2024/episodes.csv"].replace("112,not a date", "112,02/10/2023"),
    "2025/episodes.csv": EPISODE_COLUMNS
    + SECOND_YEAR.replace(episode(110, "02/10/2023", "05/05/2024", "E4A"), episode(110, "02/10/2023"))
    + episode(112, "02/10/2023"),
}
"""Child 110 did not go home after all: 10 of 11 exits are returns home, not 11 of 12. The unreadable date is mended."""


def rows_from(files):
    return stitch(read_files({name: text.encode() for name, text in files.items()}))


@pytest.fixture
def make(user_with):
    by = user_with(Role.ANALYST)

    def make_one(files, source):
        upload = store_upload(files={}, source=source, is_invented=True, by=by)
        return make_dataset(upload=upload, rows=rows_from(files), by=by)

    return make_one


def packs(*files):
    return [prepare(rows_from(each), audience="internal") for each in files]


def words_of(answer):
    return unescape(" ".join(answer.content.decode().split()))


def test_a_changed_measure_says_from_what_to_what():
    found = {each.id: each for each in measures_that_differ(*packs(FILES, CORRECTED))}
    home = found["returns_home"]
    assert home.sentence.startswith("All years: changed from 11 of 12 (91.7%) to 10 of 11 (90.9%), and 1 further line")
    total, year = home.changed
    assert (total.label, total.change) == ("All years", "−1 of −1")
    assert (year.label, year.before, year.after) == ("Year to 31 March 2025", "3 of 3 (100.0%)", "2 of 2 (100.0%)")
    assert [line.label for line in home.unchanged] == ["Year to 31 March 2024"]


def test_nothing_differs_between_a_return_and_itself():
    before, after = packs(FILES, FILES)
    for each in (*measures_that_differ(before, after), *rows_that_differ(before, after)):
        assert each.sentence == "Unchanged."
        assert not each.changed
    assert not any(line.is_changed for line in findings_that_differ(before.findings, after.findings))


def test_a_year_that_only_one_of_them_has_is_told():
    one_year = {name: text for name, text in FILES.items() if name.startswith("2024")}
    found = {each.id: each for each in measures_that_differ(*packs(one_year, FILES))}
    lines = {line.label: line for line in found["exits"].lines}
    assert (lines["Year to 31 March 2025"].before, lines["Year to 31 March 2025"].after) == ("–", "3")
    back = {each.id: each for each in measures_that_differ(*packs(FILES, one_year))}
    assert {line.label: line.after for line in back["exits"].lines}["Year to 31 March 2025"] == "–"


def test_every_kind_of_measure_is_written_as_its_kind_is():
    found = {each.id: each for each in measures_that_differ(*packs(FILES, CORRECTED))}
    lines = {identity: {line.label: line for line in found[identity].lines} for identity in found}
    assert lines["exits"]["All years"].change == "−1"
    back = lines["re_entry_cumulative"]["All years, within 365 days"]
    assert back.before.endswith("%")
    assert " of " not in back.before
    middle = lines["time_in_care_before_return"]["All years, after so many days 50% had"]
    assert middle.before == "59"  # eight children from 3 April to 1 June


def test_rows_and_rules_that_changed_are_told_by_their_numbers():
    before, after = packs(FILES, CORRECTED)
    (episodes,) = [each for each in rows_that_differ(before, after) if each.changed]
    assert episodes.id == "Episodes"
    assert {line.label: line.change for line in episodes.changed}["Set aside"] == "−1"
    gone = next(line for line in findings_that_differ(before.findings, after.findings) if "Date unread" in line.label)
    assert (gone.before, gone.after, gone.change) == ("1", "0", "−1")


def test_the_page_lays_a_return_beside_the_published_one_unless_another_is_asked_for(client_of, make, user_with):
    first, second, third = make(FILES, "First"), make(CORRECTED, "Second"), make(FILES, "Third")
    publish_dataset(dataset=first, by=user_with(Role.ANALYST))
    analyst = client_of(Role.ANALYST)
    address = reverse("dataset_compare", args=[second.pk])
    shown = words_of(analyst.get(address))
    assert "First (invented), years to 31 March 2024 to 2025" in shown
    assert 'data-difference="returns_home"' in shown
    assert "Measures that are unchanged" in shown
    noted = AuditEvent.objects.order_by("-number").first()
    assert (noted.action, noted.subject_id) == ("page_read", str(second.pk))
    asked = analyst.get(address, {"other": str(third.pk)})
    assert asked.context["other"] == third
    same = words_of(analyst.get(reverse("dataset_compare", args=[third.pk])))
    assert "Unchanged: every measure has the same totals and years." in same


def test_a_lonely_return_says_that_there_is_nothing_to_compare(client_of, make):
    dataset = make(FILES, "Only")
    analyst = client_of(Role.ANALYST)
    assert "There is no other return yet" in words_of(analyst.get(reverse("dataset_compare", args=[dataset.pk])))
    assert reverse("dataset_compare", args=[dataset.pk]) not in words_of(
        analyst.get(reverse("findings", args=[dataset.pk]))
    )


@pytest.mark.parametrize("other", ["itself", "11111111-2222-3333-4444-555555555555", "x'; drop"])
def test_what_cannot_be_laid_beside_it_is_not_found(client_of, make, other):
    dataset = make(FILES, "One")
    make(FILES, "Two")
    asked = {"other": str(dataset.pk) if other == "itself" else other}
    assert client_of(Role.ANALYST).get(reverse("dataset_compare", args=[dataset.pk]), asked).status_code == 404
