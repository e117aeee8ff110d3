"""What was noticed in the files, gathered by rule, so that a reader sees ten kinds of thing and not a thousand."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from homeward.sources.findings import Finding, Severity
from homeward.sources.ssda903.rules import RULES, Rule

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
MOST_COLUMNS = 3
"""A rule that spoke of more columns than this names none of them in its sentence; `by_column` tells them."""


@dataclass(frozen=True)
class FindingGroup:
    """All findings of one rule and severity; `means` says what was noticed and what to do, naming no file or value.

    Where `is_shared`, it is what each of the findings says of its row, so that only their places are left to tell.
    `means` is empty where nothing is known of the rule.
    """

    severity: Severity
    rule: str
    means: str
    is_shared: bool
    findings: tuple[Finding, ...]

    @property
    def title(self) -> str:
        """The rule's name in words."""
        return in_words(self.rule)

    @property
    def sentence(self) -> str:
        """The rule's name and what it means."""
        return f"{self.title}: {self.means[:1].lower()}{self.means[1:]}" if self.means else f"{self.title}."

    def tell(self, finding: Finding) -> str:
        """Return what is left to tell of one finding: its place, or its whole sentence."""
        return place_of(finding) if self.is_shared else finding.sentence

    @property
    def count(self) -> int:
        """How many times the rule spoke."""
        return len(self.findings)

    @property
    def by_column(self) -> str:
        """How often it spoke of each column, the most frequent first; empty unless it spoke of several."""
        counted = Counter(finding.column for finding in self.findings if finding.column)
        if len(counted) < 2:
            return ""
        ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
        return ", ".join(f"{column} {times:,}" for column, times in ordered)


def group_findings(findings: tuple[Finding, ...]) -> tuple[FindingGroup, ...]:
    """Gather findings by severity (errors first) and rule, the most frequent first."""
    gathered: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in findings:
        gathered.setdefault((finding.severity, finding.rule), []).append(finding)
    groups = [_group(severity, rule, tuple(found)) for (severity, rule), found in gathered.items()]
    return tuple(sorted(groups, key=lambda group: (SEVERITIES.index(group.severity), -group.count, group.rule)))


def _group(severity: Severity, rule: str, findings: tuple[Finding, ...]) -> FindingGroup:
    """Say what a rule noticed in the words of the shelf; of one not on the shelf, what all its findings say alike."""
    known = RULES.get(rule)
    if known is None:
        return _of_no_shelf(severity, rule, findings)
    if not known.is_of_a_row:
        means = known.means if known.do == "Nothing." else f"{known.means} {known.do}"
        return FindingGroup(severity, rule, means, False, findings)
    columns = sorted({finding.column for finding in findings if finding.column})
    is_shared = all(_said(finding) == known.says(finding.column) for finding in findings)
    return FindingGroup(severity, rule, f"A row {_says_of_columns(known, columns)}", is_shared, findings)


def _says_of_columns(known: Rule, columns: Sequence[str]) -> str:
    """Return what a rule says of a row where it spoke of these columns; of many, without naming them."""
    if len(columns) <= MOST_COLUMNS:
        *others, last = columns or [""]
        return known.says(" or ".join([", ".join(others), last] if others else [last]))
    of_any = known.means.replace("a {column}", "an entry").replace("in {column}", "in one of its columns")
    return replace(known, means=of_any).says("one of its columns")


def _of_no_shelf(severity: Severity, rule: str, findings: tuple[Finding, ...]) -> FindingGroup:
    """Take over what all findings say of their rows; nothing where they differ, quote a value or name their place."""
    says = {_said(finding) for finding in findings}
    shared = says.pop()
    quoted = any(finding.value and finding.value in shared for finding in findings)
    if says or quoted or any(finding.sentence == shared for finding in findings):
        return FindingGroup(severity, rule, "", False, findings)
    return FindingGroup(severity, rule, f"A row {shared}", True, findings)


def _said(finding: Finding) -> str:
    """Return what a finding says of its row, without the place."""
    return finding.sentence.removeprefix(f"Line {finding.line} of {finding.file} ")


def what_to_do(rule: str) -> str:
    """Return what to do where a rule spoke, as a sentence; nothing for a rule that is not on the shelf."""
    known = RULES.get(rule)
    return f"{known.do[:1].upper()}{known.do[1:].removesuffix('.')}." if known else ""


def in_words(rule: str) -> str:
    """Write a rule's name as words: `gap_after_x1` becomes `Gap after X1`."""
    words = rule.replace("_", " ").replace("x1", "X1")
    return words[:1].upper() + words[1:]


def place_of(finding: Finding) -> str:
    """Say where a finding is: file, line and column, as far as known; never the value."""
    parts = [finding.file]
    if finding.line is not None:
        parts.append(f"line {finding.line}")
    if finding.column:
        parts.append(f"column {finding.column}")
    return ", ".join(parts)
