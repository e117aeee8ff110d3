"""Which table a file of the return is, told from its columns and not from its name."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

HEADER = "Header"
EPISODES = "Episodes"

REQUIRED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        EPISODES: ("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "DEC", "REC"),
        HEADER: ("CHILD", "SEX", "DOB", "ETHNIC"),
    }
)
"""The tables that are used, and the columns without which they cannot be."""

OPTIONAL: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        EPISODES: ("PLACE_PROVIDER", "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN"),
        HEADER: ("UPN", "MOTHER", "MC_DOB"),
    }
)
"""Columns of the used tables that may be there and are not read yet."""

NOT_USED_YET: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "Reviews": frozenset({"CHILD", "DOB", "REVIEW", "REVIEW_CODE"}),
        "UASC": frozenset({"CHILD", "SEX", "DOB", "DUC"}),
        "OC2": frozenset({"CHILD", "DOB", "SDQ_SCORE", "SDQ_REASON"}),
        "OC3": frozenset({"CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"}),
        "AD1": frozenset({"CHILD", "DOB", "DATE_INT", "DATE_MATCH"}),
        "PlacedAdoption": frozenset({"CHILD", "DOB", "DATE_PLACED", "DATE_PLACED_CEASED"}),
        "PrevPerm": frozenset({"CHILD", "DOB", "PREV_PERM", "LA_PERM", "DATE_PERM"}),
        "Missing": frozenset({"CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"}),
        "SWEpisodes": frozenset({"CHILD", "DOB", "SW_ID", "SW_DECOM", "SW_DEC"}),
        "DoLo": frozenset({"CHILD", "DOB", "DOLO_START", "DOLO_END"}),
    }
)
"""The return's other tables, each by the columns that mark it."""

NEARLY = 0.6
"""A file with this share of a table's columns was probably meant to be that table."""


@dataclass(frozen=True)
class Recognised:
    """What a file's columns say it is: `table` is its name or empty; `lacks` names columns of the table nearly met."""

    table: str | None
    is_used: bool = False
    nearly: str | None = None
    lacks: tuple[str, ...] = ()


def recognise(columns: tuple[str, ...]) -> Recognised:
    """Tell the table from its upper-case column names, in whatever order; extra columns do no harm."""
    found = set(columns)
    for table, required in REQUIRED.items():
        if found.issuperset(required):
            return Recognised(table, is_used=True)
    for table, marks in NOT_USED_YET.items():
        if found.issuperset(marks):
            return Recognised(table)
    return _nearly(found)


def _nearly(found: set[str]) -> Recognised:
    for table, required in REQUIRED.items():
        if len(found.intersection(required)) >= NEARLY * len(required):
            return Recognised(None, nearly=table, lacks=tuple(name for name in required if name not in found))
    return Recognised(None)


def extra_columns(table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns that the return's layout does not know for this table."""
    known = {*REQUIRED[table], *OPTIONAL[table]}
    return tuple(name for name in columns if name and name not in known)
