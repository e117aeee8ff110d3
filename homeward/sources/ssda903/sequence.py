"""Rules 4 and 6 to 10 of joining histories: what each episode's end must be, given the child's next episode."""

from collections.abc import Iterator, Mapping

import polars as pl

from homeward.sources.findings import Finding
from homeward.sources.ssda903.codes import CONTINUES, STARTED
from homeward.sources.ssda903.noticed import at_rows

_COLUMN_OF: Mapping[str, str] = {
    "open_then_followed": "DEC",
    "vanished": "DEC",
    "overlap_cut": "DEC",
    "gap_after_x1": "DEC",
    "x1_without_successor": "REC",
}
"""The treatments, each with the column it changes first."""

_END_OF_RETURN = (
    # An episode can begin after the year of its return; an end worked out never lies before the beginning.
    pl.max_horizontal(pl.date(pl.col("last_seen_year"), 3, 31).cast(pl.Int32), pl.col("decom_day"))
)
_IMPUTED = pl.lit(None, pl.String)


def follow(kept: pl.DataFrame, last_year: int) -> tuple[pl.DataFrame, list[Finding]]:
    """Apply rules 4 and 6 to 10 to the kept episodes, sorted by child and beginning.

    `last_year` is the year of the last return read. Returns the episodes with their ends put right, `end_imputed`,
    `episode_number` and `is_repaired`, and the findings. No rule moves a beginning, so that each episode can be judged
    by itself, all at once.
    """
    judged = _with_next(kept).with_columns(_end_without_reason()).with_columns(rule=_rule(last_year))
    treated = judged.with_columns(_new_end(), _new_reason())
    ended = treated.with_columns(
        is_repaired=pl.col("is_repaired") | pl.col("rule").is_not_null(),
        end_imputed=(pl.col("dec_day").is_not_null() & pl.col("reason_ceased").is_null()).cast(pl.Int32),
        episode_number=pl.int_range(1, pl.len() + 1, dtype=pl.Int32).over("child_id"),
    )
    return ended, [*_findings(ended), *_same_day(ended)]


def _with_next(kept: pl.DataFrame) -> pl.DataFrame:
    is_last = pl.col("child_id").ne_missing(pl.col("child_id").shift(-1))
    return kept.with_columns(
        next_day=pl.when(~is_last).then(pl.col("decom_day").shift(-1)),
        next_starts=pl.when(~is_last).then(pl.col("reason_new_episode").shift(-1) == STARTED),
    )


def _end_without_reason() -> pl.Expr:
    """Rule 4, once the next episode is known: an end without a reason on the day the next begins is X1."""
    goes_on = pl.col("reason_ceased").is_null() & (pl.col("next_day") == pl.col("dec_day"))
    return pl.when(goes_on).then(pl.lit(CONTINUES)).otherwise("reason_ceased").alias("reason_ceased")


def _rule(last_year: int) -> pl.Expr:
    """Return the name of the one rule of 6 to 10 that an episode needs, if any."""
    is_open, is_followed = pl.col("dec_day").is_null(), pl.col("next_day").is_not_null()
    continues = pl.col("reason_ceased") == CONTINUES
    return (
        pl.when(is_open & is_followed)
        .then(pl.lit("open_then_followed"))
        .when(is_open & (pl.col("last_seen_year") < last_year))
        .then(pl.lit("vanished"))
        .when(pl.col("dec_day") > pl.col("next_day"))
        .then(pl.lit("overlap_cut"))
        .when(continues & (pl.col("next_day") > pl.col("dec_day")))
        .then(pl.lit("gap_after_x1"))
        .when(continues & ~is_open & ~is_followed)
        .then(pl.lit("x1_without_successor"))
    )


def _new_end() -> pl.Expr:
    rule, starts = pl.col("rule"), pl.col("next_starts")
    return (
        pl.when((rule == "open_then_followed") & starts)
        .then(pl.min_horizontal(_END_OF_RETURN, "next_day"))
        .when((rule == "gap_after_x1") & starts)
        .then("dec_day")
        .when(rule.is_in(["open_then_followed", "overlap_cut", "gap_after_x1"]))
        .then("next_day")
        .when(rule == "vanished")
        .then(_END_OF_RETURN)
        .otherwise("dec_day")
        .alias("dec_day")
    )


def _new_reason() -> pl.Expr:
    rule, starts = pl.col("rule"), pl.col("next_starts")
    return (
        pl.when(rule == "overlap_cut")
        .then(pl.lit(CONTINUES))
        .when(rule.is_in(["open_then_followed", "gap_after_x1"]))
        .then(pl.when(starts).then(_IMPUTED).otherwise(pl.lit(CONTINUES)))
        .when(rule.is_in(["vanished", "x1_without_successor"]))
        .then(_IMPUTED)
        .otherwise("reason_ceased")
        .alias("reason_ceased")
    )


def _findings(ended: pl.DataFrame) -> Iterator[Finding]:
    treated = ended.filter(pl.col("rule").is_not_null())
    for rule, column in _COLUMN_OF.items():
        yield from at_rows(rule, treated.filter(pl.col("rule") == rule), column)


def _same_day(ended: pl.DataFrame) -> Iterator[Finding]:
    """Yield a note where a recorded end of care is followed by an episode that begins the same day."""
    restarted = ended.filter(pl.col("next_day") == pl.col("dec_day"), pl.col("reason_ceased") != CONTINUES)
    yield from at_rows("restarted_same_day", restarted, "REC", "reason_ceased")
