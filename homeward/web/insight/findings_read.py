"""Reads for the data quality pages: what became of the rows, and what was noticed, by severity, table and year."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from homeward.charts import ChartTable
from homeward.charts.figures import number
from homeward.reports.told_findings import FindingGroup, group_findings, in_words
from homeward.sources.findings import Finding
from homeward.sources.ssda903.rules import RULES
from homeward.web.insight.kept_rows import fates_of, findings_of
from homeward.web.insight.models import Dataset
from homeward.web.insight.places import Place, place_of

NOT_KNOWN = "none"
"""Asks for findings whose table or year is not known, such as those about a file that was not used."""


@dataclass(frozen=True)
class Sought:
    """Which findings somebody wants to see; an empty word means all. Every one of `words` must be found."""

    severity: str = ""
    table: str = ""
    year: str = ""
    words: str = ""

    @property
    def query(self) -> str:
        """What is sought, as the end of an address; empty where everything is."""
        asked = {name: value for name, value in vars(self).items() if value}
        return f"?{urlencode(asked)}" if asked else ""

    def is_met_by(self, finding: Finding, place: Place) -> bool:
        """Tell whether a finding at a place is among what is sought."""
        return (
            self.severity in ("", finding.severity)
            and (not self.table or self.table in (place.tables or (NOT_KNOWN,)))
            and self.year in ("", str(place.year or NOT_KNOWN))
            and all(word in _words_of(finding) for word in self.words.casefold().split())
        )


@dataclass(frozen=True)
class Noticed:
    """What was noticed in a return and is sought, with how much there is in all."""

    groups: tuple[FindingGroup, ...]
    of: int
    of_group: Counter[tuple[str, str]]

    @property
    def count(self) -> int:
        """How many findings are among what is sought."""
        return sum(group.count for group in self.groups)

    @property
    def findings(self) -> Iterable[Finding]:
        """The findings sought, errors first."""
        return (finding for group in self.groups for finding in group.findings)

    def in_all(self, group: FindingGroup) -> int:
        """How often a group's rule spoke, sought or not."""
        return self.of_group[group.severity, group.rule]


def noticed(dataset: Dataset, sought: Sought) -> Noticed:
    """Return what was noticed in a return and is sought, gathered by rule, errors first."""
    every = findings_of(dataset.findings)
    found = tuple(one for one in every if sought.is_met_by(one, place_of(one.file, dataset.places)))
    return Noticed(group_findings(found), len(every), Counter((one.severity, one.rule) for one in every))


def tables_noticed(dataset: Dataset) -> list[str]:
    """Return the tables in whose files something may have been noticed, in the order of their names."""
    return sorted({table for kept in dataset.places.values() for table in kept["tables"]})


def fates_table(dataset: Dataset) -> ChartTable:
    """Return what became of the rows of each table of a return."""
    rows = [
        (table, *(number(count) for count in (fate.read, fate.used, fate.repaired, fate.set_aside)))
        for table, fate in fates_of(dataset.fates).items()
    ]
    headers = ("Table", "Read", "Used", "Repaired", "Set aside")
    return ChartTable("Rows of each table", headers, tuple(rows))


def _words_of(finding: Finding) -> str:
    """Return what words are looked for in: the rule, what it means, file and column; never what stood in a cell."""
    known = RULES.get(finding.rule)
    told = [in_words(finding.rule), finding.rule, finding.file, finding.column or ""]
    return " ".join([*told, *((known.means, known.do) if known else ())]).casefold()
