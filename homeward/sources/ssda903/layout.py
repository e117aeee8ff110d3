"""The return's tables as data: their columns, what stands in each, and what makes two rows the same fact."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from homeward.sources import rows
from homeward.sources.table import Schema

HEADER = "Header"
EPISODES = "Episodes"
CARE_PLANS = "CarePlans"

FieldKind = Literal["code", "word", "text", "day", "part_day", "flag", "number"]
"""`word` is a code kept in small letters; `part_day` a date of which day, month or all may be "zz"; `flag` 0 or 1."""


@dataclass(frozen=True)
class Field:
    """One column of a table of the return that is read: its name there, and the name its values bear here.

    The codes of a `code` or `word` are the code set of the column's name. A file without an `is_required` column is not
    the table; a row is set aside where a date that `places_row` in time cannot be read, or, unless `may_be_blank`, is
    missing. A code that may not be blank and is earns a warning.
    """

    column: str
    name: str
    kind: FieldKind
    is_required: bool = True
    places_row: bool = False
    may_be_blank: bool = True


@dataclass(frozen=True)
class TableLayout:
    """One table of the return. `key` names what makes rows of one child the same fact, told by one return or by many.

    `schema` is the table of `Rows` that it becomes (empty for Header and Episodes, which have rules of their own);
    `not_kept` are columns that belong to it and are not read, most of them because nothing here needs to know;
    `marks` are the columns of which an XML element must fill one to be a row of this table.
    """

    table: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()
    schema: Schema | None = None
    not_kept: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    @property
    def required(self) -> tuple[str, ...]:
        """The columns without which a file is not this table."""
        return ("CHILD", *(field.column for field in self.fields if field.is_required))

    @property
    def known(self) -> tuple[str, ...]:
        """Every column that belongs to the table."""
        return ("CHILD", *(field.column for field in self.fields), *self.not_kept)

    @property
    def is_yearly(self) -> bool:
        """Say whether each return tells the child's facts anew."""
        return "return_year" in self.key

    @property
    def span(self) -> tuple[Field, ...]:
        """The dates that place a row in time: its beginning and, in some tables, its end."""
        return tuple(field for field in self.fields if field.places_row)


def _code(column: str, name: str, *, is_required: bool = True, may_be_blank: bool = True) -> Field:
    return Field(column, name, "code", is_required=is_required, may_be_blank=may_be_blank)


def _begins(column: str, name: str = "from_day") -> Field:
    return Field(column, name, "day", places_row=True, may_be_blank=False)


def _ends(column: str, name: str = "until_day") -> Field:
    return Field(column, name, "day", places_row=True)


def _flag(column: str, name: str) -> Field:
    return Field(column, name, "flag", is_required=False)


_LAYOUTS = (
    TableLayout(
        EPISODES,
        (
            _begins("DECOM", "decom_day"),
            _code("RNE", "reason_new_episode", may_be_blank=False),
            _code("LS", "legal_status", may_be_blank=False),
            _code("CIN", "need", may_be_blank=False),
            _code("PLACE", "place", may_be_blank=False),
            _ends("DEC", "dec_day"),
            _code("REC", "reason_ceased"),
            _code("PLACE_PROVIDER", "place_provider", is_required=False),
            _code("REASON_PLACE_CHANGE", "reason_place_change", is_required=False),
        ),
        key=("decom_day",),
        not_kept=("HOME_POST", "PL_POST", "URN"),
        marks=("DECOM", "RNE", "LS", "CIN", "PLACE", "DEC", "REC"),
    ),
    TableLayout(
        HEADER,
        (_code("SEX", "sex"), Field("DOB", "born_day", "day"), _code("ETHNIC", "ethnicity")),
        not_kept=("UPN", "MOTHER", "MC_DOB"),
        marks=("SEX", "ETHNIC", "UPN"),
    ),
    TableLayout(
        "Reviews",
        (_begins("REVIEW", "review_day"), _code("REVIEW_CODE", "participation")),
        key=("review_day",),
        schema=rows.REVIEWS,
        not_kept=("DOB",),
        marks=("REVIEW", "REVIEW_CODE"),
    ),
    TableLayout(
        "UASC",
        (Field("DUC", "until_day", "day"),),
        schema=rows.UNACCOMPANIED,
        not_kept=("SEX", "DOB"),
        marks=("DUC",),
    ),
    TableLayout(
        "OC2",
        (
            Field("SDQ_SCORE", "sdq_score", "number"),
            _code("SDQ_REASON", "sdq_reason"),
            _flag("CONVICTED", "convicted"),
            _flag("HEALTH_CHECK", "health_checked"),
            _flag("IMMUNISATIONS", "immunised"),
            _flag("TEETH_CHECK", "teeth_checked"),
            _flag("HEALTH_ASSESSMENT", "health_assessed"),
            _flag("SUBSTANCE_MISUSE", "substance_misuse"),
            _flag("INTERVENTION_RECEIVED", "intervention_received"),
            _flag("INTERVENTION_OFFERED", "intervention_offered"),
        ),
        key=("return_year",),
        schema=rows.OUTCOMES,
        not_kept=("DOB",),
        marks=("SDQ_SCORE", "SDQ_REASON", "CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK"),
    ),
    TableLayout(
        "OC3",
        (_code("IN_TOUCH", "in_touch"), _code("ACTIV", "activity"), _code("ACCOM", "accommodation")),
        key=("return_year",),
        schema=rows.CARE_LEAVERS,
        not_kept=("DOB",),
        marks=("IN_TOUCH", "ACTIV", "ACCOM"),
    ),
    TableLayout(
        "AD1",
        (
            Field("DATE_INT", "decided_day", "day"),
            Field("DATE_MATCH", "matched_day", "day"),
            _flag("FOSTER_CARE", "by_foster_carer"),
            _code("NB_ADOPTR", "adopters_number", is_required=False),
            _code("SEX_ADOPTR", "adopters_sex", is_required=False),
            _code("LS_ADOPTR", "adopters_status", is_required=False),
        ),
        schema=rows.ADOPTIONS,
        not_kept=("DOB",),
        marks=("DATE_INT", "DATE_MATCH", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"),
    ),
    TableLayout(
        "PlacedAdoption",
        (
            _begins("DATE_PLACED", "decided_day"),
            _ends("DATE_PLACED_CEASED", "ceased_day"),
            _code("REASON_PLACED_CEASED", "reason_ceased", is_required=False),
        ),
        key=("decided_day",),
        schema=rows.PLACED_FOR_ADOPTION,
        not_kept=("DOB",),
        marks=("DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"),
    ),
    TableLayout(
        "PrevPerm",
        (
            _code("PREV_PERM", "previous_order", may_be_blank=False),
            Field("LA_PERM", "arranged_by", "text"),
            Field("DATE_PERM", "ordered_day", "part_day"),
        ),
        key=("previous_order", "ordered_day", "ordered_precision"),
        schema=rows.PREVIOUS_PERMANENCE,
        not_kept=("DOB",),
        marks=("PREV_PERM", "LA_PERM", "DATE_PERM"),
    ),
    TableLayout(
        "Missing",
        (_code("MISSING", "kind", may_be_blank=False), _begins("MIS_START"), _ends("MIS_END")),
        key=("from_day",),
        schema=rows.MISSING_EPISODES,
        not_kept=("DOB",),
        marks=("MISSING", "MIS_START", "MIS_END"),
    ),
    TableLayout(
        "SWEpisodes",
        (
            Field("SW_ID", "worker", "text"),
            _begins("SW_DECOM"),
            _ends("SW_DEC"),
            _code("SW_REASON", "reason_changed", is_required=False),
        ),
        key=("from_day",),
        schema=rows.SOCIAL_WORKER_EPISODES,
        not_kept=("DOB",),
        marks=("SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"),
    ),
    TableLayout(
        "DoLo",
        (_begins("DOLO_START"), _ends("DOLO_END")),
        key=("from_day",),
        schema=rows.DEPRIVATION_OF_LIBERTY,
        not_kept=("DOB",),
        marks=("DOLO_START", "DOLO_END"),
    ),
    TableLayout(
        CARE_PLANS,
        (_begins("PLAN_FROM"), Field("PLAN", "plan", "word", may_be_blank=False)),
        key=("from_day",),
        schema=rows.CARE_PLANS,
        marks=("PLAN_FROM", "PLAN"),
    ),
)

LAYOUTS: Mapping[str, TableLayout] = MappingProxyType({layout.table: layout for layout in _LAYOUTS})
"""Every table that is read, by its name, in the order in which a file's columns are compared with them."""

OTHERS: tuple[str, ...] = tuple(table for table in LAYOUTS if table not in (HEADER, EPISODES))
"""The tables beside Header and Episodes."""

NEARLY = 0.6
"""A file with this share of a table's columns was probably meant to be that table."""


@dataclass(frozen=True)
class Recognised:
    """What a file's columns say it is: `table` is its name or empty; `lacks` names columns of the table nearly met."""

    table: str | None
    nearly: str | None = None
    lacks: tuple[str, ...] = ()


def recognise(columns: tuple[str, ...]) -> Recognised:
    """Tell the table from its upper-case column names, in whatever order; extra columns do no harm."""
    found = set(columns)
    for table, layout in LAYOUTS.items():
        if found.issuperset(layout.required):
            return Recognised(table)
    nearest = max(LAYOUTS.values(), key=lambda layout: _share(found, layout))
    if _share(found, nearest) < NEARLY:
        return Recognised(None)
    return Recognised(None, nearest.table, tuple(name for name in nearest.required if name not in found))


def _share(found: set[str], layout: TableLayout) -> float:
    return len(found.intersection(layout.required)) / len(layout.required)


def extra_columns(table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns that the return's layout does not know for this table."""
    known = LAYOUTS[table].known
    return tuple(name for name in columns if name and name not in known)
