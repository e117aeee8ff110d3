"""The figures for other programs: results.json, whose shape docs/reference/results.schema.json describes."""

import json
from typing import Any

from homeward.measures.comparison import Comparison
from homeward.measures.result import Beside, Result, ResultRow
from homeward.reports.datapack import Audience, Pack
from homeward.reports.told_findings import FindingGroup, group_findings
from homeward.sources.findings import Fate, Finding

SCHEMA_VERSION = "1.0"
DECIMALS = 10
"""Figures are rounded here, far beyond what they mean, so that every engine and machine writes the same bytes."""


def to_json(pack: Pack) -> bytes:
    """Write the pack as UTF-8 JSON whose keys stand in a fixed order. Shares are from 0 to 1, dates are ISO."""
    return write_json(
        {
            "schema_version": SCHEMA_VERSION,
            "as_of": pack.as_of.isoformat(),
            "source": pack.source,
            "authority": _authority(pack),
            "years": list(pack.years),
            "definition": pack.definition,
            "audience": pack.audience,
            "measures": {result.id: _measure(result) for result in pack.results},
            "findings": findings_for(pack.findings, pack.audience),
            "true_for_us": [_comparison(beside, each) for beside, found in pack.comparisons.items() for each in found],
            "fates": {table: fate_entry(fate) for table, fate in pack.fates.items()},
        }
    )


def write_json(content: dict[str, Any]) -> bytes:
    """Write JSON for people and programs: indented, UTF-8, no NaN, a line feed at the end."""
    return (json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _authority(pack: Pack) -> dict[str, str] | None:
    if pack.authority is None:
        return None
    return {"name": pack.authority.name, "code": pack.authority.code, "number": pack.authority.number}


def _measure(result: Result) -> dict[str, Any]:
    return {
        "title": result.title,
        "unit": result.unit,
        "kind": result.kind,
        "direction": result.direction,
        "why": result.why,
        "definition": result.definition,
        "owner": result.owner,
        "note": result.note,
        "rows": [_row(row) for row in result.rows],
        "beside": [_beside(other) for other in result.beside],
    }


def _beside(other: Beside) -> dict[str, Any]:
    return {"id": other.id, "label": other.label, "rows": [_row(row) for row in other.rows]}


def _row(row: ResultRow) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "group": dict(row.group),
        "numerator": row.numerator,
        "denominator": row.denominator,
        "value": _rounded(row.value),
        "low": _rounded(row.low),
        "high": _rounded(row.high),
        "suppressed": row.suppressed,
        "complete": row.complete,
    }
    extra = {"at_days": row.at_days, "period": row.period, "quantile": row.quantile}
    return entry | {key: value for key, value in extra.items() if value is not None}


def _comparison(beside: str, comparison: Comparison) -> dict[str, Any]:
    return {
        "beside": beside,
        "source": comparison.source,
        "measure": comparison.measure,
        "counts": comparison.counts,
        "value": _rounded(comparison.value),
        "value_to": _rounded(comparison.value_to),
        "cohort": comparison.cohort,
        "period": comparison.period,
        "caution": comparison.caution,
        "ours": None if comparison.ours is None else _row(comparison.ours),
        "verdict": comparison.verdict.value,
        "why": comparison.why,
    }


def _rounded(value: float | None) -> float | None:
    """Round, and write minus nothing as nothing."""
    return None if value is None else round(value, DECIMALS) + 0.0


def findings_for(findings: tuple[Finding, ...], audience: Audience) -> list[dict[str, Any]]:
    """Return findings by rule; only the internal audience learns where each one is and what stood there."""
    return [_finding_group(group, audience) for group in group_findings(findings)]


def _finding_group(group: FindingGroup, audience: Audience) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "severity": group.severity,
        "rule": group.rule,
        "count": group.count,
        "sentence": group.sentence,
    }
    if audience == "internal":
        entry["places"] = [_place(finding) for finding in group.findings]
    return entry


def _place(finding: Finding) -> dict[str, Any]:
    return {
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "value": finding.value,
        "sentence": finding.sentence,
    }


def fate_entry(fate: Fate) -> dict[str, int]:
    """Return what became of a table's rows, by the names that other programs rely on."""
    return {"read": fate.read, "used": fate.used, "repaired": fate.repaired, "set_aside": fate.set_aside}
