"""One child's journey: what is joined, what goes on, what is not known, and what comes after going home."""

from datetime import date

import pytest

from homeward.journeys.one_child import journey_of
from homeward.sources.day import date_of, day_of
from tests.build_rows import Child, Further, build_rows, episodes_of, journeys_of
from tests.spec.worked_example import Table

AS_OF = date(2020, 3, 31)
YEARS = (2018, 2019, 2020)

JOURNEYS = Table(
    title="One child's journey",
    says=(
        "As on 31 March 2020; the data begin on 1 April 2017. Episodes are RNE/PLACE/LS. A time is given by its first "
        "and last day; a question mark says that it began earlier."
    ),
    columns=("Episodes", "Placements", "Legal status", "At home", "Why"),
    rows=(
        (
            "S/U6/V2 2018-05-01 to 2018-06-01 X1; L/U6/C1 2018-06-01 to open",
            "U6 2018-05-01 to now",
            "V2 2018-05-01 to 2018-06-01; C1 2018-06-01 to now",
            "",
            "only the legal status changed: one placement",
        ),
        (
            "S/U6/C1 2018-05-01 to 2018-06-01 X1; T/U4/C1 2018-06-01 to open",
            "U6 2018-05-01 to 2018-06-01; U4, same carer 2018-06-01 to now",
            "C1 2018-05-01 to now",
            "",
            "the carers stayed: two placements, one legal status",
        ),
        (
            "S/U4/C2 2018-05-01 to 2018-06-01 X1; P/T1/C2 2018-06-01 to 2018-06-05 X1; P/U4/C2 2018-06-05 to open",
            "U4 2018-05-01 to 2018-06-01; T1 2018-06-01 to 2018-06-05; U4 2018-06-05 to now",
            "C2 2018-05-01 to now",
            "",
            "in hospital: told here, though measures leave it out",
        ),
        (
            "S/U4/V2 2018-05-01 to 2018-06-01 E4B; S/K2/V2 2018-09-01 to open",
            "U4 2018-05-01 to 2018-06-01; K2 2018-09-01 to now",
            "V2 2018-05-01 to 2018-06-01; V2 2018-09-01 to now",
            "2018-06-01 to 2018-09-01, then care",
            "home and back: two periods of care, each with what belongs to it",
        ),
        (
            "L/U4/C2 2017-05-01 to 2018-06-01 E45",
            "U4 2017-05-01? to 2018-06-01",
            "C2 2017-05-01? to 2018-06-01",
            "",
            "care began before the data; an order is no return home",
        ),
        (
            "S/U4/C2 2018-05-01 to 2018-06-01 imputed",
            "U4 2018-05-01 to 2018-06-01",
            "C2 2018-05-01 to 2018-06-01",
            "",
            "an end that is not recorded is never a return home",
        ),
        (
            "S/U4/C2 2018-05-01 to 2019-06-01 X1; P/P1/C2 2019-06-01 to 2020-04-01 E4A",
            "U4 2018-05-01 to 2019-06-01; P1 2019-06-01 to now",
            "C2 2018-05-01 to now",
            "",
            "with parents, still looked after; what comes later is not known yet",
        ),
        (
            "S/U4/C2 2018-05-01 to 2018-06-01 E4A",
            "U4 2018-05-01 to 2018-06-01",
            "C2 2018-05-01 to 2018-06-01",
            "2018-06-01 to now",
            "home, and no care on record since",
        ),
    ),
)


def written(each, name):
    start = f"{date_of(each.start_day)}{name[1]} to "
    return f"{name[0]} {start}{'now' if each.end_day is None else date_of(each.end_day)}".strip()


def placements_of(journey):
    for period in journey.periods:
        for number, each in enumerate(period.placements):
            name = each.place + (", same carer" if each.is_same_carer else "")
            yield written(each, (name, "" if number or period.is_start_known else "?"))


def legal_statuses_of(journey):
    for period in journey.periods:
        for number, each in enumerate(period.legal_statuses):
            yield written(each, (each.code, "" if number or period.is_start_known else "?"))


def at_home_of(journey):
    for each in journey.at_home:
        yield written(each, ("", "")) + (", then care" if each.is_ended_by_care else "")


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize("definition", ["dfe", "bristol"])
def test_one_childs_journey(engine, definition):
    histories = {f"child {number}": row[0] for number, row in enumerate(JOURNEYS.rows)}
    journeys = journeys_of(histories, AS_OF, years=YEARS, engine=engine, definition=definition)
    for child, row in zip(histories, JOURNEYS.rows, strict=True):
        journey = journey_of(child, journeys)
        found = ["; ".join(told(journey)) for told in (placements_of, legal_statuses_of, at_home_of)]
        assert found == list(row[1:4]), row[4]


def test_how_each_period_ended():
    histories = {"A": "S 2018-05-01 to 2018-06-01 E4B; S 2018-09-01 to 2018-10-01 imputed; S 2019-05-01 to open"}
    first, second, third = journey_of("A", journeys_of(histories, AS_OF, years=YEARS)).periods
    assert (first.exit_kind, first.reason, first.is_ended_by_going_home) == ("return_home_unplanned", "E4B", True)
    assert (second.reason, second.is_end_imputed, second.is_ended_by_going_home) == (None, True, False)
    assert (third.end_day, third.exit_kind, third.reason) == (None, None, None)


@pytest.mark.parametrize(
    ("born_on", "until"), [(date(2001, 1, 1), date(2019, 1, 1)), (date(2000, 1, 1), date(2018, 6, 1)), (None, None)]
)
def test_time_at_home_ends_at_18_and_whoever_was_18_already_has_none(born_on, until):
    histories = {"A": "S 2017-05-01 to 2018-06-01 E4A"}
    journeys = journeys_of(histories, AS_OF, years=YEARS, children=[Child("A", born_on)])
    (time,) = journey_of("A", journeys).at_home
    assert (time.end_day, time.is_ended_by_care) == (until and day_of(until), False)


def test_reviews_are_those_of_the_child_from_the_first_day_in_care_on():
    days = [("A", date(2018, 4, 30)), ("A", date(2018, 5, 20)), ("A", date(2020, 4, 1)), ("B", date(2018, 6, 1))]
    histories = {"A": "S 2018-05-01 to open", "B": "S 2018-05-01 to open"}
    journeys = journeys_of(histories, AS_OF, years=YEARS)
    episodes = [episode for child, history in histories.items() for episode in episodes_of(child, history)]
    reviews = build_rows(episodes, years=YEARS, further=Further(reviews=days)).reviews
    assert journey_of("A", journeys, reviews=reviews).reviews == (day_of(date(2018, 5, 20)),)
    assert journey_of("A", journeys).reviews == ()


@pytest.mark.parametrize("history", ["S 2020-04-01 to open", None])
def test_a_child_without_care_by_the_day_is_refused_and_not_named(history):
    histories = {"A": "S 2018-05-01 to open"} | ({"B": history} if history else {})
    with pytest.raises(LookupError, match="No episode of care of this child") as refused:
        journey_of("B", journeys_of(histories, AS_OF, years=YEARS))
    assert "B" not in str(refused.value)
