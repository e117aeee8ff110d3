"""What was noticed in the files, gathered by rule, so that a reader sees ten kinds of thing and not a thousand."""

from dataclasses import dataclass

from homeward.sources.findings import Finding, Severity

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True)
class FindingGroup:
    """All findings of one rule and severity; `sentence` names no file, line or value.

    Where `is_shared`, it is what each of the findings says of its row, so that only their places are left to tell.
    """

    severity: Severity
    rule: str
    sentence: str
    is_shared: bool
    findings: tuple[Finding, ...]

    def tell(self, finding: Finding) -> str:
        """Return what is left to tell of one finding: its place, or its whole sentence."""
        return place_of(finding) if self.is_shared else finding.sentence

    @property
    def count(self) -> int:
        """How many times the rule spoke."""
        return len(self.findings)


def group_findings(findings: tuple[Finding, ...]) -> tuple[FindingGroup, ...]:
    """Gather findings by severity (errors first) and rule, the most frequent first."""
    gathered: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in findings:
        gathered.setdefault((finding.severity, finding.rule), []).append(finding)
    groups = [_group(severity, rule, tuple(found)) for (severity, rule), found in gathered.items()]
    return tuple(sorted(groups, key=lambda group: (SEVERITIES.index(group.severity), -group.count, group.rule)))


def _group(severity: Severity, rule: str, findings: tuple[Finding, ...]) -> FindingGroup:
    """Take over what all findings of a rule say of their rows; where they differ or quote a value, only its name."""
    says = {finding.sentence.removeprefix(f"Line {finding.line} of {finding.file} ") for finding in findings}
    shared = says.pop()
    quoted = any(finding.value and finding.value in shared for finding in findings)
    if says or quoted or any(finding.sentence == shared for finding in findings):
        return FindingGroup(severity, rule, f"{in_words(rule)}.", False, findings)
    return FindingGroup(severity, rule, f"{in_words(rule)}: a row {shared}", True, findings)


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
