"""Rows: what `sources` hands to `journeys`, whatever file it came from."""

from collections.abc import Mapping
from dataclasses import dataclass

from homeward.sources.findings import Fate, Finding
from homeward.sources.table import Column, Schema, Table

CHILDREN = Schema(
    "children",
    "one child known to the return",
    (
        Column("child_id", "text", "id", "the authority's own id of the child"),
        Column("sex", "text", "word", "female, male or unknown"),
        Column("born_day", "day", "day number", "date of birth; the 15th where the day is unknown", nullable=True),
        Column("ethnicity", "text", "code", "ethnicity as the return codes it", nullable=True),
    ),
)

EPISODES = Schema(
    "episodes",
    "one episode of care, joined across years; episodes of a child never overlap",
    (
        Column("child_id", "text", "id", "the child, found in `children`"),
        Column("episode_number", "integer", "count", "1 for the child's first episode in the data, and so on"),
        Column("decom_day", "day", "day number", "the episode began (DECOM)"),
        Column("dec_day", "day", "day number", "the episode ended (DEC); empty while it is open", nullable=True),
        Column("reason_new_episode", "text", "code", "why the episode began (RNE)"),
        Column("legal_status", "text", "code", "legal status (LS)"),
        Column("need", "text", "code", "category of need (CIN)"),
        Column("place", "text", "code", "placement type (PLACE)"),
        Column("reason_ceased", "text", "code", "why it ended (REC); empty while open or where imputed", nullable=True),
        Column(
            "end_imputed",
            "integer",
            "0 or 1",
            "1 where the end was worked out, not recorded: the exit's kind is unknown",
        ),
        Column("first_seen_year", "integer", "return year", "first return that holds the episode"),
        Column("last_seen_year", "integer", "return year", "last return that holds the episode"),
    ),
)


@dataclass(frozen=True)
class Rows:
    """Children and episodes of one source, with the fate of every row read and everything noticed.

    `years` are the return years read, ascending. `data_from_day` is 1 April of the first, `data_to_day` 31 March of the
    last. `fates` is keyed by the return's table name (Header, Episodes).
    """

    source: str
    years: tuple[int, ...]
    data_from_day: int
    data_to_day: int
    children: Table
    episodes: Table
    findings: tuple[Finding, ...]
    fates: Mapping[str, Fate]
