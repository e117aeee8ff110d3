"""Rules 2 to 5 of joining histories: short breaks, reasons and ends that do not match, and one episode in many rows."""

from collections.abc import Iterator

import polars as pl

from homeward.sources.findings import Finding, Severity
from homeward.sources.ssda903.codes import CONTINUES, RESPITE
from homeward.sources.ssda903.noticed import at_cell, note

_SAME = ("legal_status", "need", "place", "reason_new_episode")
_EPISODE = ("child_id", "decom_day")


def judge_rows(episodes: pl.DataFrame) -> tuple[pl.DataFrame, list[Finding]]:
    """Apply rules 2 to 5 to the usable rows (EPISODE_ROWS, in the order of the returns).

    Returns all rows, sorted by child and beginning, with `is_kept` (the row that stands for its episode),
    `is_repaired`, `is_set_aside`, and the first and last return year that hold the episode.
    """
    is_respite = pl.col("legal_status").is_in(RESPITE)
    findings = [*_respite(episodes.filter(is_respite))]
    rows, reasons = _reasons(episodes.filter(~is_respite))
    rows = _same_episode(rows)
    return rows, [*findings, *reasons, *_set_aside(rows.filter("is_set_aside"))]


def _respite(rows: pl.DataFrame) -> Iterator[Finding]:
    """Rule 2: yield one note for each file that holds short breaks."""
    for file, count in rows.group_by("file", maintain_order=True).len().iter_rows():
        says = (
            f"{file} has {count} rows of short breaks (LS V3 or V4), which are no period of care: they were set aside."
        )
        yield note("respite_set_aside", file, says)


def _reasons(rows: pl.DataFrame) -> tuple[pl.DataFrame, list[Finding]]:
    """Rules 3 and 4: drop a reason that has no end; mark an end that has no reason."""
    is_open, has_reason = pl.col("dec_day").is_null(), pl.col("reason_ceased").is_not_null()
    marked = rows.with_columns(
        without_end=is_open & has_reason,
        is_repaired=is_open == has_reason,
    )
    findings = [*_reason_findings(marked.filter("is_repaired"))]
    reason = pl.when(~is_open).then("reason_ceased").alias("reason_ceased")
    return marked.with_columns(reason).drop("without_end"), findings


def _reason_findings(rows: pl.DataFrame) -> Iterator[Finding]:
    for file, line, without_end, reason in rows.select("file", "line", "without_end", "reason_ceased").iter_rows():
        if without_end:
            severity: Severity = "note" if reason == CONTINUES else "warning"
            says = "has a REC and no DEC: the episode was taken as open and the REC left out."
            yield at_cell(severity, "reason_without_end", (file, line, "REC"), reason, says)
        else:
            says = "has a DEC and no REC: why care ended is not known; fill in the REC."
            yield at_cell("warning", "end_without_reason", (file, line, "REC"), None, says)


def _same_episode(rows: pl.DataFrame) -> pl.DataFrame:
    """Rule 5: of the rows with one child and beginning the last is kept; the others must agree with it."""
    ordered = rows.with_row_index("sequence").sort(*_EPISODE, "sequence").drop("sequence")
    last_of = {name: pl.col(name).last().over(_EPISODE) for name in (*_SAME, "dec_day", "return_number")}
    agrees = pl.all_horizontal(pl.col(name) == last_of[name] for name in _SAME) & (
        pl.col("dec_day").is_null() | pl.col("dec_day").eq_missing(last_of["dec_day"])
    )
    return ordered.with_columns(
        is_kept=pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift(-1)) for name in _EPISODE),
        is_set_aside=~agrees,
        is_repeated=pl.col("return_number") == last_of["return_number"],
        first_seen_year=pl.col("return_year").min().over(_EPISODE),
        last_seen_year=pl.col("return_year").max().over(_EPISODE),
    )


def _set_aside(rows: pl.DataFrame) -> Iterator[Finding]:
    repeated = "is an episode that stands again, and otherwise, in the same return: this row was set aside; check both."
    changed = "is an episode that a later return tells otherwise: this row was set aside and the later one kept."
    for file, line, is_repeated in rows.select("file", "line", "is_repeated").iter_rows():
        rule, says = ("episode_repeated", repeated) if is_repeated else ("episode_changed", changed)
        yield at_cell("warning", rule, (file, line, None), None, says)
