"""One pack says the same numbers in the page, on paper, in the workbook and to programs: none is lost or changed."""

import io
import json
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from html.parser import HTMLParser

import pytest

from homeward.charts.figures import number, percent
from homeward.evidence.authorities import authority
from homeward.invented import invent
from homeward.reports.datapack import prepare
from homeward.reports.document import make_documents
from homeward.sources import ssda903
from tests.read_pdf import words_of_pages

SHEETS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BY_YEAR = "Year to 31 March"


@pytest.fixture(scope="module", params=["shareable", pytest.param("internal", marks=pytest.mark.slow)])
def files(request):
    """The four files of one invented council."""
    rows = ssda903.stitch(ssda903.read_files(invent(in_care=40, years=2, last_year=2024, seed=4)))
    pack = prepare(rows, audience=request.param, authority=authority("301"))
    return make_documents(pack).files


@pytest.fixture(scope="module")
def counted(files):
    """What results.json says of each measure: its title, its kind, and its rows for all years and by year."""
    measures = json.loads(files["results.json"])["measures"]
    return {
        name: (each["title"], each["kind"], [row for row in each["rows"] if set(row["group"]) <= {"year"}])
        for name, each in measures.items()
        if each["kind"] in ("count", "share", "quantile")
    }


def written(row, kind):
    """A year's figures as a table of the pack writes them, and the year."""
    label = row["group"]["year"] + ("" if row["complete"] else " (not yet complete)")
    if row["suppressed"]:
        return [label] + ["hidden"] * (1 if kind == "count" else 4)
    if kind == "count":
        return [label, number(row["value"])]
    if row["value"] is None:
        return [label, f"{row['numerator']:,}", f"{row['denominator']:,}", "–", "–"]
    interval = f"{percent(row['low'], 1)} to {percent(row['high'], 1)}"
    return [label, f"{row['numerator']:,}", f"{row['denominator']:,}", percent(row["value"], 1), interval]


def in_short(row, kind):
    """The total as a section says it in its first line."""
    if row["suppressed"]:
        return "hidden, because of small numbers"
    if row["value"] is None:
        return "nobody to count"
    if kind == "share":
        return f"{percent(row['value'])} ({row['numerator']:,} of {row['denominator']:,})"
    return f"{'median ' if kind == 'quantile' else ''}{number(row['value'])}"


class Tables(HTMLParser):
    """Collects for each heading of a part the words below it, and the rows of its tables."""

    def __init__(self, html):
        super().__init__()
        self.parts, self.here, self.row, self.at = {}, None, None, ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.at = tag
        if tag == "h3":
            self.here = self.parts.setdefault(dict(attrs).get("id"), {"words": "", "rows": []})
        elif tag == "tr":
            self.row = []
            if self.here is not None:
                self.here["rows"].append(self.row)
        elif tag in ("td", "th") and self.row is not None:
            self.row.append("")

    def handle_endtag(self, tag):
        if tag == "tr":
            self.row = None

    def handle_data(self, data):
        if self.here is None:
            return
        if self.row:
            self.row[-1] += data.strip()
        else:
            self.here["words"] += " " + data.strip()


@pytest.mark.slow
def test_the_page_says_what_programs_are_told(files, counted):
    parts = Tables(files["pack.html"].decode()).parts
    for name, (_, kind, rows) in counted.items():
        if not rows:
            continue
        total = next(row for row in rows if not row["group"] and row.get("quantile") in (None, 0.5))
        assert f"All years together: {in_short(total, kind)}" in parts[name]["words"], name
        years = [written(row, kind) for row in rows if row["group"] and kind != "quantile"]
        if any(set(cells[1:]) != {"hidden"} for cells in years):
            assert all(cells in parts[name]["rows"] for cells in years), name


@pytest.mark.slow
def test_paper_says_what_programs_are_told(files, counted):
    paper = " ".join(words_of_pages(files["pack.pdf"]))
    compared = 0
    for name, (title, kind, rows) in counted.items():
        if not rows:
            continue
        total = next(row for row in rows if not row["group"] and row.get("quantile") in (None, 0.5))
        assert f"{title} All years together: {in_short(total, kind)}" in paper, name
        years = [" ".join(written(row, kind)) for row in rows if row["group"] and kind != "quantile"]
        if (table := f"{title} by year {BY_YEAR}") in paper:
            assert " ".join(years) in paper[paper.index(table) :][:2000], name
            compared += len(years)
    assert compared >= 10


def sheets_of(workbook):
    """The rows of each sheet by its name, numbers as numbers."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        shared = [
            "".join(text.text or "" for text in entry.iter(f"{SHEETS}t"))
            for entry in ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))
        ]
        names = [
            each.get("name") for each in ElementTree.fromstring(parts.read("xl/workbook.xml")).iter(f"{SHEETS}sheet")
        ]
        return {
            name: _rows(ElementTree.fromstring(parts.read(f"xl/worksheets/sheet{place}.xml")), shared)
            for place, name in enumerate(names, start=1)
        }


def _rows(sheet, shared):
    rows = []
    for row in sheet.iter(f"{SHEETS}row"):
        cells = {}
        for cell in row.iter(f"{SHEETS}c"):
            value = cell.find(f"{SHEETS}v")
            if value is not None:
                column = re.match("[A-Z]+", cell.get("r"))[0]
                cells[column] = shared[int(value.text)] if cell.get("t") == "s" else float(value.text)
        rows.append(cells)
    return rows


@pytest.mark.slow
def test_the_workbook_says_what_programs_are_told(files):
    """Every row of every measure, in the same order, in every way of counting."""
    sheets = sheets_of(files["pack.xlsx"])
    links = {name[:31].rpartition("_")[0] if len(name) > 31 else name: name for name in _all_measures(files)}
    assert set(links) <= set(sheets)
    for sheet, name in links.items():
        told = _all_measures(files)[name]
        expected = [row for table in (told, *told["beside"]) for row in table["rows"]]
        found = [row for row in sheets[sheet][1:] if "B" in row]
        assert len(found) == len(expected)
        for row, cells in zip(expected, found, strict=True):
            numbers = [row[key] for key in ("numerator", "denominator", "value", "low", "high")]
            seen = [cells.get(column) for column in "GHIJK"]
            assert seen == (["hidden"] * 5 if row["suppressed"] else pytest.approx(numbers)), (name, row["group"])
            if set(row["group"]) == {"year"}:
                assert cells["C"] == float(row["group"]["year"])


def _all_measures(files):
    return json.loads(files["results.json"])["measures"]


@pytest.mark.slow
def test_every_page_of_paper_says_whose_it_is_and_what_it_must(files):
    pages = words_of_pages(files["pack.pdf"])
    audience = json.loads(files["results.json"])["audience"]
    for place, words in enumerate(pages, start=1):
        assert f"Page {place} of {len(pages)}" in words
        assert "Invented data: no child is real." in words
        assert ("Inside the service only." in words) == (audience == "internal")
        assert place == 1 or "Barking and Dagenham, figures as at 31 March 2024" in words


@pytest.mark.slow
def test_the_contents_name_the_page_on_which_each_chapter_begins(files):
    pages = words_of_pages(files["pack.pdf"])
    found = re.findall(r"((?:Who|Do they|Plan|True|Repeat|How good)[^.]*?)[ .]* (\d+) ", pages[0])
    assert len(found) >= 6
    for title, page in found:
        assert pages[int(page) - 1].startswith(title.strip())
