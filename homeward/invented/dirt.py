"""Damages some rows and files of invented returns in the ways that real returns are damaged."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from homeward.invented.returns import EPISODES_FILE, HEADER_FILE

Tables = Mapping[str, pl.DataFrame]

ANY_ROW = ("twice", "begins_later", "fact_changed", "begins_unreadably", "code_unknown", "vanishes", "header_missing")
"""Ways that befall any episode. From the year in which it `vanishes` on, the child is in no return."""

MOVED_ON = ("left_open", "overlaps", "leaves_a_gap", "end_without_reason")
"""Ways that befall an episode that another follows (X1)."""

ENDED = ("x1_at_the_end", "end_without_reason", "reason_without_end")
"""Ways that befall an episode with which care ended."""

STILL_OPEN = ("reason_without_end",)
"""Ways that befall an episode that is still open."""

FILE_ODDITIES = ("", "byte_order_mark", "", "small_letters", "", "windows_1252", "", "extra_column")
"""What is odd about one file after the other; nothing about every second."""

_UNREADABLE, _UNKNOWN = "31/02/2020", "Q9"
_OTHER_NEED: Mapping[str, str] = {"N1": "N5", "N5": "N1"}


class Dirt:
    """Damages one return after the other; remembers which children have vanished and how many files it has seen.

    `share` is the part of the rows to damage, from 0 to 1; with 0 nothing changes.
    """

    def __init__(self, generator: np.random.Generator, share: float) -> None:
        self._generator, self._share = generator, share
        self._vanished: list[str] = []
        self._files_seen = 0

    def spoil(self, tables: Tables) -> dict[str, pl.DataFrame]:
        """Return the tables of one return, by file name, with their rows damaged."""
        if not self._share:
            return dict(tables)
        gone = pl.col("CHILD").is_in(self._vanished)
        spoilt = {name: self._rows(table.filter(~gone)) for name, table in tables.items() if name != EPISODES_FILE}
        episodes = tables[EPISODES_FILE].filter(~gone)
        way = self._ways(episodes)
        without_header = episodes.filter(way == "header_missing")["CHILD"]
        spoilt[HEADER_FILE] = tables[HEADER_FILE].filter(~gone, ~pl.col("CHILD").is_in(without_header.to_list()))
        self._vanished += episodes.filter(way == "vanishes")["CHILD"].to_list()
        spoilt[EPISODES_FILE] = _damaged(episodes, way).filter(~pl.col("CHILD").is_in(self._vanished))
        return {name: spoilt[name] for name in tables}

    def written(self, table: pl.DataFrame) -> bytes:
        """Return a table as the bytes of a CSV file, with something odd about some files."""
        oddity = FILE_ODDITIES[self._files_seen % len(FILE_ODDITIES)] if self._share else ""
        self._files_seen += 1
        if oddity == "small_letters":
            table = table.rename(str.lower)
        if oddity in ("extra_column", "windows_1252"):
            table = table.with_columns(NOTE=pl.lit("née" if oddity == "windows_1252" else "invented"))
        text = table.write_csv(quote_style="never")
        if oddity == "windows_1252":
            return text.encode("cp1252")
        return text.encode("utf-8-sig" if oddity == "byte_order_mark" else "utf-8")

    def _ways(self, episodes: pl.DataFrame) -> pl.Series:
        """Return for each episode the way in which it is damaged, or nothing; each way about as often as the others."""
        hit = self._generator.random(episodes.height) < self._share
        kind = np.select([episodes["DEC"] == "", episodes["REC"] == "X1"], [0, 1], 2)
        ways = np.full(episodes.height, "", dtype="<U20")
        for number, special in enumerate((STILL_OPEN, MOVED_ON, ENDED)):
            here = np.flatnonzero(hit & (kind == number))
            choices = np.array([*special, *ANY_ROW])
            turns = (np.arange(len(here)) + self._generator.integers(len(choices))) % len(choices)
            ways[here] = choices[self._generator.permutation(turns)]
        return pl.Series(ways)

    def _rows(self, table: pl.DataFrame) -> pl.DataFrame:
        """Damage the rows of another table: a row twice, or its first date unreadable."""
        hit = self._generator.random(table.height) < self._share
        twice = hit & (self._generator.random(table.height) < 0.5)
        dates = [
            name for name in table.columns if name != "DOB" and table[name].str.contains(r"^\d\d/\d\d/\d{4}$").any()
        ]
        spoilt = table.with_columns(
            pl.when(pl.Series(hit & ~twice)).then(pl.lit(_UNREADABLE)).otherwise(name).alias(name) for name in dates[:1]
        )
        return pl.concat([spoilt, spoilt.filter(pl.Series(twice))])


def _damaged(episodes: pl.DataFrame, way: pl.Series) -> pl.DataFrame:
    decom, dec, rec = pl.col("DECOM"), pl.col("DEC"), pl.col("REC")
    blank = pl.lit("")
    spoilt = episodes.with_columns(
        DECOM=pl.when(way == "begins_unreadably")
        .then(pl.lit(_UNREADABLE))
        .when(way == "begins_later")
        .then(_moved(decom, "5d"))
        .otherwise(decom),
        DEC=pl.when(way.is_in(["left_open", "reason_without_end"]))
        .then(blank)
        .when(way == "overlaps")
        .then(_moved(dec, "10d"))
        .when(way == "leaves_a_gap")
        .then(_moved(dec, "-4d"))
        .otherwise(dec),
        REC=pl.when(way.is_in(["left_open", "end_without_reason"]))
        .then(blank)
        .when(way == "x1_at_the_end")
        .then(pl.lit("X1"))
        .when((way == "reason_without_end") & (rec == ""))
        .then(pl.lit("E4A"))
        .otherwise(rec),
        CIN=pl.when(way == "fact_changed")
        .then(pl.col("CIN").replace_strict(_OTHER_NEED, default="N1"))
        .otherwise("CIN"),
        PLACE=pl.when(way == "code_unknown").then(pl.lit(_UNKNOWN)).otherwise("PLACE"),
    )
    return pl.concat([spoilt, spoilt.filter(way == "twice")])


def _moved(date: pl.Expr, by: str) -> pl.Expr:
    return date.str.strptime(pl.Date, "%d/%m/%Y", strict=False).dt.offset_by(by).dt.strftime("%d/%m/%Y")
