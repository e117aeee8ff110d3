"""Rules 2 to 5 of joining histories: short breaks, reasons and ends that do not match, and one episode in many rows."""

from collections.abc import Iterator

import polars as pl

from homeward.sources.findings import Finding
from homeward.sources.ssda903.codes import CONTINUES, RESPITE
from homeward.sources.ssda903.moved_beginnings import EPISODE, SAME, is_recoded, move_beginnings
from homeward.sources.ssda903.noticed import at_rows, note


def judge_rows(episodes: pl.DataFrame) -> tuple[pl.DataFrame, list[Finding]]:
    """Apply rules 2 to 5 to the usable rows (EPISODE_ROWS, in the order of the returns).

    Returns all rows, sorted by child and beginning, with `is_kept` (the row that stands for its episode),
    `is_repaired`, `is_set_aside`, and the first and last return year that hold the episode.
    """
    is_respite = pl.col("legal_status").is_in(RESPITE)
    findings = [*_respite(episodes.filter(is_respite))]
    rows, reasons = _reasons(episodes.filter(~is_respite))
    rows = _same_episode(move_beginnings(rows.with_row_index("sequence").sort(*EPISODE, "sequence")))
    return rows, [*findings, *reasons, *_moved(rows), *_set_aside(rows.filter("is_set_aside"))]


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
    said_to_go_on = pl.col("without_end") & (pl.col("reason_ceased") == CONTINUES)
    without_end = rows.filter("without_end", ~said_to_go_on)
    yield from at_rows("reason_without_end", without_end, "REC", "reason_ceased", "warning")
    yield from at_rows("reason_without_end", rows.filter(said_to_go_on), "REC", "reason_ceased", "note")
    yield from at_rows("end_without_reason", rows.filter(~pl.col("without_end")), "REC")


def _same_episode(rows: pl.DataFrame) -> pl.DataFrame:
    """Rule 5: of the rows with one child and beginning the last is kept; the others must agree with it.

    The rows of an episode stand together, in the order of the returns, so that its last row is found by its place.
    """
    is_kept = rows.select(_is_last()).to_series()
    is_first = is_kept.shift(1, fill_value=True)
    episode = (is_first.cum_sum() - 1).alias("episode")
    kept = rows.filter(is_kept).select(*SAME, "dec_day", "return_number", last_seen_year="return_year")
    kept = kept.with_columns(rows.filter(is_first)["return_year"].alias("first_seen_year"))
    beside = rows.hstack(kept.select(pl.all().gather(episode).name.prefix("kept_")).get_columns())
    return beside.with_columns(
        is_kept=is_kept,
        is_repaired=pl.col("is_repaired") | pl.col("is_moved"),
        is_set_aside=~_agrees_with_kept(),
        is_repeated=pl.col("return_number") == pl.col("kept_return_number"),
        first_seen_year="kept_first_seen_year",
        last_seen_year="kept_last_seen_year",
    ).drop(f"kept_{name}" for name in kept.columns)


def _is_last() -> pl.Expr:
    return pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift(-1)) for name in EPISODE)


def _agrees_with_kept() -> pl.Expr:
    """Say whether a row tells its episode as the row that is kept does, for all that it could know."""
    is_earlier = pl.col("return_number") < pl.col("kept_return_number")
    told_alike = (
        (pl.col(name) == pl.col(f"kept_{name}")) | (is_earlier & is_recoded(name, pl.col(name), pl.col(f"kept_{name}")))
        for name in SAME
    )
    return pl.all_horizontal(told_alike) & (
        pl.col("dec_day").is_null() | pl.col("dec_day").eq_missing(pl.col("kept_dec_day"))
    )


def _moved(rows: pl.DataFrame) -> Iterator[Finding]:
    """Yield a warning for each row that was used under another beginning than it tells."""
    yield from at_rows("beginning_moved", rows.filter("is_moved", ~pl.col("is_set_aside")), "DECOM")


def _set_aside(rows: pl.DataFrame) -> Iterator[Finding]:
    yield from at_rows("episode_repeated", rows.filter("is_repeated"))
    yield from at_rows("episode_changed", rows.filter(~pl.col("is_repeated")))
