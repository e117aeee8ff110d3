"""Invents the reviews of children in care: most in time, some late, and how the children took part."""

import numpy as np

from homeward.invented.council import Invented
from homeward.invented.margins import MARGINS, YEAR_DAYS, pick_by
from homeward.invented.told import Told, column, periods_of, rows_of, spread, words
from homeward.sources.day import year_end
from homeward.sources.ssda903.codes import CODES

_CODES = tuple(CODES["REVIEW_CODE"])
_YOUNGEST_TO_TAKE_PART = 4


def invent_reviews(generator: np.random.Generator, council: Invented) -> Told:
    """Invent the reviews: the first within 20 working days, the second within three months, then every six months.

    The next one counts from the last that was held. ASSUMED: the share in time, for no national figure is published.
    """
    margins, periods = MARGINS["reviews"], periods_of(council)
    began = column(periods, "period_began_day")
    ended = np.minimum(column(periods, "period_ended_day"), year_end(council.last_year) + 1)
    shortest = int(margins["others_within_days"] * 0.75)
    which, number = spread(np.maximum(0, ended - began) // shortest + 3)
    limits = np.array([margins["first_within_days"], margins["second_within_days"], margins["others_within_days"]])
    limit = limits[np.minimum(number, 2)]
    early = (limit * generator.uniform(0.0, 0.2, len(limit))).astype(np.int64)
    late = generator.random(len(limit)) >= margins["on_time_share"]
    gap = np.where(
        late,
        limit + generator.integers(margins["late_by_days"][0], margins["late_by_days"][1], len(limit)),
        limit - early,
    )
    total = np.cumsum(gap)
    day = began[which] + total - (total - gap)[number == 0][which]
    held = day < ended[which]
    day, which = day[held], which[held]
    takes_part = (day - column(periods, "born_day")[which]) / YEAR_DAYS >= _YOUNGEST_TO_TAKE_PART
    tables = {"young": {"PN0": 1.0}, "others": margins["participation"]}
    code = pick_by(generator, tables, _CODES, takes_part.astype(np.int64))
    parts = {"REVIEW": day, "REVIEW_CODE": words(_CODES, code)}
    rows = rows_of(column(periods, "child")[which], day, day, parts)
    return Told("Reviews", "reviews.csv", ("CHILD", "DOB", "REVIEW", "REVIEW_CODE"), rows, ("REVIEW",))
