"""Rows: what `sources` hands to `journeys`, whatever file it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from homeward.sources.findings import Fate, Finding
from homeward.sources.table import Column, Schema, Table, empty_table

INVENTED_ID = "INV"
"""The ids of invented children begin so; whatever is made from nobody else's says that it is invented."""

_CHILD = Column("child_id", "text", "id", "the child; may be unknown to `children` where no Header held them")
_SEEN = (
    Column("first_seen_year", "integer", "return year", "first return that holds the row"),
    Column("last_seen_year", "integer", "return year", "last return that holds the row"),
)
_YEAR = Column("return_year", "integer", "return year", "the return that tells it")


def _flag(name: str, meaning: str) -> Column:
    return Column(name, "integer", "0 or 1", meaning, nullable=True)


def _code(name: str, meaning: str) -> Column:
    return Column(name, "text", "code", meaning, nullable=True)


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

PLACEMENTS_DETAIL = Schema(
    "placements_detail",
    "what else is known of an episode's placement; an episode of which nothing more is known has no row",
    (
        Column("child_id", "text", "id", "the child, found in `episodes`"),
        Column("episode_number", "integer", "count", "the episode, found in `episodes`"),
        _code("place_provider", "who provides the placement (PLACE_PROVIDER)"),
        _code("reason_place_change", "why the placement ended (REASON_PLACE_CHANGE)"),
    ),
)

REVIEWS = Schema(
    "reviews",
    "one review of a child's case",
    (
        _CHILD,
        Column("review_day", "day", "day number", "the review was held (REVIEW)"),
        _code("participation", "how the child took part (REVIEW_CODE)"),
        *_SEEN,
    ),
)

UNACCOMPANIED = Schema(
    "unaccompanied",
    "one child whom a return names as unaccompanied and seeking asylum",
    (
        _CHILD,
        Column("until_day", "day", "day number", "the status ceased or will (DUC); empty where blank", nullable=True),
        *_SEEN,
    ),
)

OUTCOMES = Schema(
    "outcomes",
    "health and conduct of one child looked after for twelve months, as one return tells them (OC2)",
    (
        _CHILD,
        Column("sdq_score", "integer", "0 to 40", "strengths and difficulties score", nullable=True),
        _code("sdq_reason", "why there is no score"),
        _flag("convicted", "convicted or cautioned in the year"),
        _flag("health_checked", "health checks up to date"),
        _flag("immunised", "immunisations up to date"),
        _flag("teeth_checked", "teeth checked by a dentist"),
        _flag("health_assessed", "annual health assessment done"),
        _flag("substance_misuse", "a problem with substances was identified"),
        _flag("intervention_received", "help for it was received"),
        _flag("intervention_offered", "help for it was offered"),
        _YEAR,
    ),
)

CARE_LEAVERS = Schema(
    "care_leavers",
    "one former looked-after child around a birthday, as one return tells them (OC3)",
    (
        _CHILD,
        _code("in_touch", "whether the council is in touch (IN_TOUCH)"),
        _code("activity", "main activity (ACTIV)"),
        _code("accommodation", "where they live and whether it is suitable (ACCOM)"),
        _YEAR,
    ),
)

ADOPTIONS = Schema(
    "adoptions",
    "one child adopted from care (AD1)",
    (
        _CHILD,
        Column("decided_day", "day", "day number", "decision to place for adoption (DATE_INT)", nullable=True),
        Column("matched_day", "day", "day number", "matched with adopters (DATE_MATCH)", nullable=True),
        _flag("by_foster_carer", "adopted by the foster carer (FOSTER_CARE)"),
        _code("adopters_number", "how many adopters (NB_ADOPTR)"),
        _code("adopters_sex", "sex of the adopters (SEX_ADOPTR)"),
        _code("adopters_status", "legal status of the adopters (LS_ADOPTR)"),
        *_SEEN,
    ),
)

PLACED_FOR_ADOPTION = Schema(
    "placed_for_adoption",
    "one decision that a child should be placed for adoption",
    (
        _CHILD,
        Column("decided_day", "day", "day number", "the decision (DATE_PLACED)"),
        Column("ceased_day", "day", "day number", "the decision was taken back (DATE_PLACED_CEASED)", nullable=True),
        _code("reason_ceased", "why it was taken back (REASON_PLACED_CEASED)"),
        *_SEEN,
    ),
)

PREVIOUS_PERMANENCE = Schema(
    "previous_permanence",
    "one permanence order from which a child came back into care, or the statement that there was none",
    (
        _CHILD,
        _code("previous_order", "the kind of order (PREV_PERM); Z1 for none"),
        _code("arranged_by", "the authority or nation that arranged it (LA_PERM)"),
        Column("ordered_day", "day", "day number", "first day on which the order can have been made", nullable=True),
        Column("ordered_precision", "text", "word", "how exactly that is known: day, month, year or unknown"),
        *_SEEN,
    ),
)

MISSING_EPISODES = Schema(
    "missing_episodes",
    "one time for which a child was missing or away without leave",
    (
        _CHILD,
        _code("kind", "M missing, A away without leave (MISSING)"),
        Column("from_day", "day", "day number", "gone (MIS_START)"),
        Column("until_day", "day", "day number", "found (MIS_END); empty while gone", nullable=True),
        *_SEEN,
    ),
)

SOCIAL_WORKER_EPISODES = Schema(
    "social_worker_episodes",
    "one time for which a child had one social worker",
    (
        _CHILD,
        Column("worker_number", "integer", "number", "tells a child's workers apart, not those of two", nullable=True),
        Column("from_day", "day", "day number", "the worker began with the child (SW_DECOM)"),
        Column("until_day", "day", "day number", "the worker ended (SW_DEC); empty while at work", nullable=True),
        _code("reason_changed", "why this worker came (SW_REASON)"),
        *_SEEN,
    ),
)

DEPRIVATION_OF_LIBERTY = Schema(
    "deprivation_of_liberty",
    "one order that deprives a child of liberty",
    (
        _CHILD,
        Column("from_day", "day", "day number", "the order began (DOLO_START)"),
        Column("until_day", "day", "day number", "the order ended (DOLO_END); empty while in force", nullable=True),
        *_SEEN,
    ),
)

CARE_PLANS = Schema(
    "care_plans",
    "one permanence plan of a child, from its first day until the next (the optional care_plans.csv)",
    (
        _CHILD,
        Column("from_day", "day", "day number", "the plan's first day (PLAN_FROM)"),
        Column(
            "plan",
            "text",
            "word",
            "return_home, kinship, special_guardianship, adoption, long_term_fostering or other (PLAN)",
        ),
    ),
)

SCHEMAS = (
    CHILDREN,
    EPISODES,
    PLACEMENTS_DETAIL,
    REVIEWS,
    UNACCOMPANIED,
    OUTCOMES,
    CARE_LEAVERS,
    ADOPTIONS,
    PLACED_FOR_ADOPTION,
    PREVIOUS_PERMANENCE,
    MISSING_EPISODES,
    SOCIAL_WORKER_EPISODES,
    DEPRIVATION_OF_LIBERTY,
    CARE_PLANS,
)
"""Every table of `Rows`, in the order of its fields; a schema's name is the field's name."""


@dataclass(frozen=True)
class Rows:
    """All tables of one source, joined across years, with the fate of every row read and everything noticed.

    `years` are the return years read, ascending. `data_from_day` is 1 April of the first, `data_to_day` 31 March of the
    last. `fates` is keyed by the return's table name (Header, Episodes, Reviews ...). `tables_read` holds the names of
    the return's tables that were given at all: a table that is empty and not in it was not given, which is not the
    same as having no rows.
    """

    source: str
    years: tuple[int, ...]
    data_from_day: int
    data_to_day: int
    children: Table
    episodes: Table
    findings: tuple[Finding, ...]
    fates: Mapping[str, Fate]
    tables_read: frozenset[str] = frozenset()
    placements_detail: Table = field(default_factory=partial(empty_table, PLACEMENTS_DETAIL))
    reviews: Table = field(default_factory=partial(empty_table, REVIEWS))
    unaccompanied: Table = field(default_factory=partial(empty_table, UNACCOMPANIED))
    outcomes: Table = field(default_factory=partial(empty_table, OUTCOMES))
    care_leavers: Table = field(default_factory=partial(empty_table, CARE_LEAVERS))
    adoptions: Table = field(default_factory=partial(empty_table, ADOPTIONS))
    placed_for_adoption: Table = field(default_factory=partial(empty_table, PLACED_FOR_ADOPTION))
    previous_permanence: Table = field(default_factory=partial(empty_table, PREVIOUS_PERMANENCE))
    missing_episodes: Table = field(default_factory=partial(empty_table, MISSING_EPISODES))
    social_worker_episodes: Table = field(default_factory=partial(empty_table, SOCIAL_WORKER_EPISODES))
    deprivation_of_liberty: Table = field(default_factory=partial(empty_table, DEPRIVATION_OF_LIBERTY))
    care_plans: Table = field(default_factory=partial(empty_table, CARE_PLANS))
