"""One child's journey, as the statutory returns tell it, in the words of the strip on which it is drawn."""

from collections.abc import Iterator, Mapping

from homeward.charts.figures import group_label
from homeward.charts.journey_strip import JourneyStrip, Lane, Look, Mark, Span, journey_strip
from homeward.journeys.characteristics import PLACE_OF, TEMPORARY, UNKNOWN, WITH_PARENTS
from homeward.journeys.one_child import ChildJourney, PeriodOfCare, TimeAtHome
from homeward.sources.ssda903.codes import LS, PLACE, REC, Code

_RELATIVES = ("U1", "U2", "U3")
_KINDS_OF_PLACE = {
    "foster": "With foster carers",
    "placed_with_parents": "With parents, still looked after",
    "childrens_home_or_secure_unit": "Children’s home or secure unit",
    "other_residential": "Other residential care",
    "other": "Another placement",
    "temporary": "Away for a short time",
    UNKNOWN: "Kind of placement not known",
}
_AT_HOME = "After going home, out of care"
_NOT_RECORDED = "Care ended, not recorded how"


def strip_of(journey: ChildJourney) -> JourneyStrip:
    """Put one child's journey on a strip. The child's id does not stand in it."""
    placements = [placed for period in journey.periods for placed in _placed(period)]
    at_home = [_at_home(time) for time in journey.at_home]
    statuses = [under for period in journey.periods for under in _under(period)]
    lanes = (Lane("Where the child lived", (*placements, *at_home)), Lane("Legal status", tuple(statuses)))
    return journey_strip(tuple(_marks(journey)), lanes, journey.as_of_day)


def _placed(period: PeriodOfCare) -> Iterator[Span]:
    for number, placement in enumerate(period.placements):
        kind = PLACE_OF.get(placement.place, UNKNOWN)
        yield Span(
            label=_kind_in_words(placement.place, kind),
            start_day=placement.start_day,
            end_day=placement.end_day,
            look=_look(placement.place),
            detail=_in_full(PLACE, placement.place) + (", with the same carers" if placement.is_same_carer else ""),
            is_start_known=number > 0 or period.is_start_known,
            is_end_known=number + 1 < len(period.placements) or not period.is_end_imputed,
        )


def _kind_in_words(place: str, kind: str) -> str:
    if place in _RELATIVES:
        return "With relatives or friends as foster carers"
    return _KINDS_OF_PLACE.get(kind) or group_label(kind)


def _look(place: str) -> Look:
    return "light" if place == WITH_PARENTS or place in TEMPORARY else "solid"


def _in_full(codes: Mapping[str, Code], code: str) -> str:
    """Return a code's meaning and the code itself; of a code that no list knows there is only the code."""
    known = codes.get(code)
    return f"{known.meaning} ({code})" if known and known.meaning else f"code {code}, which no list explains"


def _under(period: PeriodOfCare) -> Iterator[Span]:
    for number, status in enumerate(period.legal_statuses):
        known = LS.get(status.code)
        yield Span(
            label=_capital(known.meaning) if known else "Legal status not known",
            start_day=status.start_day,
            end_day=status.end_day,
            look="light",
            detail=_in_full(LS, status.code),
            is_start_known=number > 0 or period.is_start_known,
            is_end_known=number + 1 < len(period.legal_statuses) or not period.is_end_imputed,
        )


def _at_home(time: TimeAtHome) -> Span:
    why = "" if time.end_day is None or time.is_ended_by_care else ", followed to the 18th birthday"
    return Span(_AT_HOME, time.start_day, time.end_day, "hollow", f"no record of care{why}")


def _marks(journey: ChildJourney) -> Iterator[Mark]:
    before: PeriodOfCare | None = None
    for period in journey.periods:
        yield _start(period, before)
        if period.end_day is not None:
            yield _end(period, period.end_day)
        before = period
    yield from (Mark("Review held", day) for day in journey.reviews)


def _start(period: PeriodOfCare, before: PeriodOfCare | None) -> Mark:
    if not period.is_start_known:
        return Mark("In care already, first day on record", period.start_day, "start")
    if before is None:
        return Mark("Care began", period.start_day, "start")
    came_home = " after going home" if before.is_ended_by_going_home else ""
    return Mark(f"Care began again{came_home}", period.start_day, "start")


def _end(period: PeriodOfCare, day: int) -> Mark:
    """Say how care ended: going home by the words of the code, any other end by these and that care ended."""
    if period.is_end_imputed:
        return Mark(_NOT_RECORDED, day, "end", "the returns stop telling; the day was worked out")
    known, detail = REC.get(period.reason or ""), _in_full(REC, period.reason or "none")
    meaning = known.meaning if known else "for a reason no list explains"
    if period.is_ended_by_going_home:
        return Mark(_capital(meaning), day, "going home", detail)
    return Mark(f"Care ended: {meaning}", day, "end", detail)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
