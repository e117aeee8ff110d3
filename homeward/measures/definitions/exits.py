"""How often children left care, and how."""

import narwhals as nw

from homeward.journeys import Events
from homeward.journeys.periods import EXIT_KINDS, IMPUTED, PLAN_OF, UNKNOWN_CODE
from homeward.measures.definition import Asked, Definition, Way
from homeward.measures.groups import BY_YEAR
from homeward.measures.shares import CountOf

_WAYS = {
    "return_home": ("Went home to a parent or another person with parental responsibility", tuple(PLAN_OF)),
    "adopted": ("Were adopted", ("adopted",)),
    "guardianship_or_arrangements_order": (
        "Special guardianship or child arrangements order",
        ("special_guardianship", "child_arrangements_order"),
    ),
    "family_without_pr": ("Went to family without parental responsibility", ("left_to_family_without_pr",)),
    "grown_up": (
        "Grew up: independent living, stayed with the carers, or adult services",
        ("independent_living", "stayed_with_carers", "adult_services"),
    ),
    "not_recorded": ("The returns do not say how", (IMPUTED, UNKNOWN_CODE)),
}
_NAMED = {kind for _, kinds in _WAYS.values() for kind in kinds}
_EVERY_WAY = {**_WAYS, "other": ("Left in another way", tuple(kind for kind in EXIT_KINDS if kind not in _NAMED))}


def _ask(events: Events) -> Asked:
    ways = tuple(
        Way(way, label, CountOf(events.exits, where=nw.col("exit_kind").is_in(list(kinds)), by=BY_YEAR))
        for way, (label, kinds) in _EVERY_WAY.items()
    )
    as_dfe = Way(
        id="as_dfe",
        label="Counted as the Department for Education does: each child's last exit of the year only",
        counting=CountOf(events.exits, where=nw.col("is_last_of_year") == 1),
    )
    return Asked(CountOf(events.exits), (*ways, as_dfe))


DEFINITION = Definition(
    id="exits",
    title="Exits from care",
    unit="exits",
    kind="count",
    direction="neither",
    why="It says how many children the service has seen out of care, and what returns home are out of.",
    definition=(
        "Ends of a period of care up to the day of the figures, however care ended; by the way in which it ended "
        "beside. Each exit counts, so a child can count more than once; counted as the Department for Education "
        "does, by each child's last exit of the year, it stands beside. Grouped by the year of the exit and by the "
        "child as on that day. Ends that had to be worked out because the returns do not record them count, as not "
        "recorded. An end on the day on which care starts again is none. Short breaks (V3, V4) are left out."
    ),
    owner="Homeward",
    ask=_ask,
)
