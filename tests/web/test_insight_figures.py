"""From a dataset to figures that people see: publishing, who sees what, what is sent as a file."""

import csv
import io
import json
from html import unescape

import pytest
from django.urls import reverse

from homeward.reports.datapack import prepare
from homeward.reports.reading_order import TITLES
from homeward.sources.findings import Finding
from homeward.sources.rows import SCHEMAS
from homeward.sources.ssda903 import read_files, stitch
from homeward.web.accounts.roles import FIGURE_PUBLISHERS, FIGURE_READERS, Role
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.insight.actions import CannotPublishError, make_dataset, publish_dataset, store_upload
from homeward.web.insight.figures_frame import address_of
from homeward.web.insight.kept_rows import keep, restore
from homeward.web.insight.models import Dataset
from homeward.web.insight.pages.findings_download import to_csv
from homeward.web.insight.pages.findings_show import A_PAGE
from homeward.web.people.policy import visible
from tests.web.small_return import EPISODE_COLUMNS, FILES, FIRST_YEAR, OTHER_TABLES, episode

pytestmark = pytest.mark.django_db

INSIDE = {"inside": "yes"}


@pytest.fixture
def make(user_with):
    """Return a function that makes a dataset of the small return, or of other files."""
    by = user_with(Role.ANALYST)

    def make_one(files=FILES, source="Nowhere Council"):
        upload = store_upload(files={}, source=source, is_invented=True, by=by)
        rows = stitch(read_files({name: text.encode() for name, text in files.items()}))
        return make_dataset(upload=upload, rows=rows, by=by)

    return make_one


@pytest.fixture
def publish(user_with):
    by = user_with(Role.ANALYST)

    def publish_one(dataset):
        publish_dataset(dataset=dataset, by=by)
        dataset.refresh_from_db()
        return dataset

    return publish_one


def page_of(client, name, *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return unescape(" ".join(answer.content.decode().split()))


def test_rows_come_back_from_the_database_as_they_went_in():
    rows = stitch(read_files({name: text.encode() for name, text in (FILES | OTHER_TABLES).items()}))
    assert {"Reviews", "UASC", "CarePlans"} <= rows.tables_read
    back = restore(keep(rows))
    assert (back.years, back.data_from_day, back.data_to_day) == (rows.years, rows.data_from_day, rows.data_to_day)
    assert (back.findings, back.fates, back.tables_read) == (rows.findings, rows.fates, rows.tables_read)
    for schema in SCHEMAS:
        assert getattr(back, schema.name).native.equals(getattr(rows, schema.name).native), schema.name
    assert prepare(back, audience="internal") == prepare(rows, audience="internal")


def test_the_page_tells_both_figures_of_the_published_return(client_of, make, publish):
    """Counted by hand in small_return.py: 11 of 12 exits were returns home; 1 of 8 was back within 12 months."""
    publish(make())
    shown = page_of(client_of(Role.DIRECTOR), "figures")
    assert "Children left care 12 times, and 11 of these were returns home to parents (92%)." in shown
    assert "Children went home 8 times with a whole year to look back on" in shown
    assert "after 1 of these returns the child was in care again within 12 months (12%)" in shown
    assert "31 March 2025" in shown
    for chapter in TITLES:
        assert address_of(chapter) in shown


def test_only_publishers_find_the_way_to_findings_and_internal_files_on_the_page(client_of, make, publish):
    dataset = publish(make())
    for_analyst = page_of(client_of(Role.ANALYST), "figures")
    for_director = page_of(client_of(Role.DIRECTOR), "figures")
    assert reverse("findings", args=[dataset.pk]) in for_analyst
    assert reverse("findings", args=[dataset.pk]) not in for_director
    internal = reverse("pack_internal", args=["json"])
    assert internal in page_of(client_of(Role.ANALYST), "pack")
    assert internal not in page_of(client_of(Role.DIRECTOR), "pack")


def test_publishing_takes_the_place_of_what_was_published_and_can_be_turned_back(client_of, make):
    first, second = make(source="First"), make(source="Second")
    analyst = client_of(Role.ANALYST)
    for dataset, source in ((first, "First"), (second, "Second"), (first, "First")):
        answer = analyst.post(reverse("dataset_publish", args=[dataset.pk]))
        assert answer.url == reverse("figures")
        assert source in page_of(analyst, "figures")
        assert Dataset.objects.filter(state="published").count() == 1
    assert list(Dataset.objects.filter(state="retired")) == [second]
    assert AuditEvent.objects.filter(action="dataset_published").count() == 3


def test_a_reader_sees_the_published_dataset_only(user_with, make, publish):
    published, draft = publish(make()), make()
    assert set(visible(user_with(Role.DIRECTOR), Dataset)) == {published}
    assert set(visible(user_with(Role.ANALYST), Dataset)) == {published, draft}
    assert set(visible(user_with(Role.SOCIAL_WORKER), Dataset)) == set()


def test_what_is_published_already_or_holds_nothing_is_not_published(client_of, make, publish):
    dataset = publish(make())
    with pytest.raises(CannotPublishError, match="published already"):
        publish_dataset(dataset=dataset, by=None)
    Dataset.objects.filter(pk=dataset.pk).update(
        state="draft", fates={"Episodes": {"read": 2, "used": 0, "repaired": 0, "set_aside": 2}}
    )
    analyst = client_of(Role.ANALYST)
    assert "cannot be published because no episode" in page_of(analyst, "findings", dataset.pk)
    answer = analyst.post(reverse("dataset_publish", args=[dataset.pk]), follow=True)
    assert "cannot be published because no episode" in answer.content.decode()
    assert not Dataset.objects.filter(state="published").exists()


def test_findings_say_what_became_of_every_row(client_of, make):
    shown = page_of(client_of(Role.ANALYST), "findings", make().pk)
    assert "Years ending 31 March" in shown
    assert "2024, 2025" in shown
    assert '<th scope="row" class="govuk-table__header">Episodes</th>' in shown
    assert "Error" in shown
    assert "Publish the figures" in shown


def test_findings_say_what_a_rule_means_and_what_to_do(client_of, make):
    shown = page_of(client_of(Role.ANALYST), "findings", make().pk)
    assert 'id="error-date_unreadable">Date unreadable</h3>' in shown
    assert "A row has no date that can be read in DECOM: the row was set aside; write it as dd/mm/yyyy." in shown


def test_tables_beside_episodes_reach_the_figures(client_of, make, publish):
    """Without a table of reviews a measure says so; with it, the table is kept with the dataset and counted."""
    analyst = client_of(Role.ANALYST)
    notes = []
    for files in (FILES, FILES | OTHER_TABLES):
        publish(make(files))
        content = json.loads(analyst.get(reverse("pack_internal", args=["json"]), INSIDE).content)
        notes.append(content["measures"]["reviews_on_time"]["note"])
    assert "no table of reviews" in notes[0]
    assert notes[1] == ""


def test_a_rule_that_spoke_often_is_shown_fifty_places_a_page(client_of, make):
    bad = "".join(f"{child},31/02/2023,S,V2,N1,U4,PR1,,,,,,\n" for child in range(500, 500 + A_PAGE + 7))
    dataset = make({**FILES, "2024/episodes.csv": EPISODE_COLUMNS + FIRST_YEAR + bad})
    analyst = client_of(Role.ANALYST)
    groups = analyst.get(reverse("findings", args=[dataset.pk])).context["groups"]
    group = next(one["group"] for one in groups if one["group"].severity == "error")
    assert group.count == A_PAGE + 8  # those and the small return's own
    address = reverse("findings_of_rule", args=[dataset.pk, f"error-{group.rule}"])
    shown = [analyst.get(address, {"page": page}).content.decode().count("31/02/2023</td>") for page in (1, 2)]
    assert sum(shown) == A_PAGE + 7
    assert max(shown) <= A_PAGE
    assert analyst.get(address.replace("error-", "note-")).status_code == 404


@pytest.mark.parametrize("value", ["=1+1", "+44", "-2", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_of_the_findings_file_is_a_formula(value):
    written = to_csv([Finding("error", "bad_day", value, 7, "DECOM", value, value)]).decode("utf-8-sig")
    (_, row) = csv.reader(io.StringIO(written, newline=""))
    assert [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert f"'{value}" in row


def test_the_findings_file_holds_every_finding_and_names_nobody_in_its_name(client_of, make):
    dataset = make()
    answer = client_of(Role.ANALYST).get(reverse("findings_download", args=[dataset.pk]))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 1 + len(json.loads(bytes(dataset.findings)))
    assert answer["Content-Disposition"] == 'attachment; filename="homeward-findings-2025-03-31.csv"'


def test_the_file_for_sharing_withholds_what_the_internal_one_tells(client_of, make, publish):
    publish(make())
    client = client_of(Role.ANALYST)
    packs = {
        audience: json.loads(client.get(reverse(f"pack_{audience}", args=["json"]), INSIDE).content)
        for audience in ("shareable", "internal")
    }
    row = {
        audience: next(row for row in pack["measures"]["re_entry_within_12_months"]["rows"] if not row["group"])
        for audience, pack in packs.items()
    }
    assert (row["internal"]["numerator"], row["internal"]["denominator"]) == (1, 8)
    assert row["shareable"]["suppressed"] is True
    assert row["shareable"]["numerator"] is None
    assert "101" not in json.dumps(packs["shareable"]["findings"])


def test_before_the_pack_is_taken_it_is_said_how_much_is_withheld_and_where(client_of, make, publish):
    publish(make())
    client = client_of(Role.DIRECTOR)
    content = json.loads(client.get(reverse("pack_shareable", args=["json"])).content)
    tables = [each for measure in content["measures"].values() for each in (measure, *measure.get("beside", []))]
    rows = [row for table in tables for row in table["rows"]]
    hidden = sum(row["suppressed"] for row in rows)
    assert hidden > 0
    assert f"{hidden:,} of {len(rows):,} figures are withheld from it" in page_of(client, "pack")


def test_the_pack_for_use_inside_is_sent_only_to_whoever_promises_to_keep_it(client_of, make, publish):
    publish(make())
    analyst = client_of(Role.ANALYST)
    for said in ({}, {"inside": "no"}):
        refused = analyst.get(reverse("pack_internal", args=["json"]), said)
        assert refused.status_code == 400
        assert "Content-Disposition" not in refused
        assert "Confirm that the pack stays inside the service" in refused.content.decode()
    assert "Content-Disposition" in analyst.get(reverse("pack_internal", args=["json"]), INSIDE)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["html", "json", "xlsx", "pdf"])
def test_every_form_of_the_pack_is_sent_as_a_file_and_noted(client_of, make, publish, form):
    dataset = publish(make())
    client = client_of(Role.HEAD_OF_SERVICE)
    answer = client.get(reverse("pack_shareable", args=[form]))
    assert answer["Content-Disposition"] == f'attachment; filename="homeward-figures-2025-03-31-shareable.{form}"'
    assert len(answer.content) > 500
    noted = AuditEvent.objects.order_by("-number").first()
    assert (noted.action, noted.subject_id) == ("page_read", str(dataset.pk))
    assert json.loads(AuditDetail.objects.get(number=noted.number).body)["page"] == "pack_shareable"
    assert client.get(reverse("pack_shareable", args=["exe"])).status_code == 404


def test_before_anything_is_published_the_page_says_what_to_do(client_of):
    assert "Ask your analyst" in page_of(client_of(Role.DIRECTOR), "figures")
    assert "Go to returns" in page_of(client_of(Role.ANALYST), "figures")
    assert client_of(Role.DIRECTOR).get(reverse("pack_shareable", args=["json"])).status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize("role", list(Role))
def test_each_role_opens_what_it_may_and_nothing_more(client_of, make, publish, role):
    dataset = publish(make())
    client = client_of(role)
    for name, args, allowed in (
        ("figures", [], FIGURE_READERS),
        ("figures_chapter", ["who-goes-home"], FIGURE_READERS),
        ("figures_beside", [], FIGURE_READERS),
        ("pack", [], FIGURE_READERS),
        ("figures_download", ["who-goes-home", "returns_home", 1, "csv"], FIGURE_PUBLISHERS),
        ("pack_shareable", ["json"], FIGURE_READERS),
        ("pack_internal", ["json"], FIGURE_PUBLISHERS),
        ("returns", [], FIGURE_PUBLISHERS),
        ("upload_add", [], FIGURE_PUBLISHERS),
        ("findings", [dataset.pk], FIGURE_PUBLISHERS),
        ("findings_download", [dataset.pk], FIGURE_PUBLISHERS),
    ):
        assert client.get(reverse(name, args=args), INSIDE).status_code == (200 if role in allowed else 403), name
    if role not in FIGURE_PUBLISHERS:
        assert client.post(reverse("dataset_publish", args=[dataset.pk])).status_code == 403


def test_an_empty_list_of_returns_says_how_to_begin(client_of):
    shown = page_of(client_of(Role.ANALYST), "returns")
    assert "No return has been uploaded yet." in shown
    assert reverse("upload_add") in shown


def test_a_history_that_holds_an_episode_twice_is_still_one_dataset(make):
    repeated = {**FILES, "2025/episodes.csv": FILES["2025/episodes.csv"] + episode(111, "02/10/2023")}
    fates = make(repeated).fates["Episodes"]
    assert fates["read"] == fates["used"] + fates["repaired"] + fates["set_aside"]
