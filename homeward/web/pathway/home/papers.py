"""Makes the return plan and the learning review of a way, as whoever prepares them may read the record."""

from django.conf import settings
from django.http import HttpRequest

from homeward.practice.after.outcomes import OUTCOME_WORDS
from homeward.reports.return_plan_told import LearningTold, LearntTold, PlannedTimeTold, ReturnPlanTold
from homeward.web import clock
from homeward.web.pathway.home.family_time.queries import PlannedTime, family_time_of
from homeward.web.pathway.home.monitoring.queries import floor_of, schedule_on
from homeward.web.pathway.home.outcomes.queries import Learnt, learnt_of
from homeward.web.pathway.home.queries import home_read
from homeward.web.pathway.models import PathwayStart
from homeward.web.pathway.queries import circumstances_of
from homeward.web.people.record.heading import heading_of


def plan_told(request: HttpRequest, start: PathwayStart) -> ReturnPlanTold:
    """Return what the return plan of a way is made from."""
    today, heading = clock.today(), heading_of(request)
    found = home_read(start, today, request.user)
    floor = floor_of(circumstances_of(start, today).legal, found.came_home)
    law = () if floor is None else tuple(f"{one.requirement} ({one.instrument})" for one in (floor.first, floor.later))
    return ReturnPlanTold(
        whose=heading.name,
        born=heading.born.removeprefix("born "),
        as_of=today,
        prepared_by=request.user.name,
        move=found.move,
        came_home=found.came_home,
        support=found.support,
        family_time=tuple(map(_time, family_time_of(start.child, today, request.user).plans)),
        schedule=schedule_on(today),
        law=law,
        learnt=tuple(map(_learnt, learnt_of(start, request.user, today, is_earlier=True))),
        different=found.different,
        is_invented=settings.HOMEWARD_INVENTED,
    )


def learning_told(request: HttpRequest, start: PathwayStart) -> LearningTold:
    """Return what the learning review of a way is made from; of an earlier one where this way has none yet."""
    today, heading = clock.today(), heading_of(request)
    own = learnt_of(start, request.user, today)
    shown = own or learnt_of(start, request.user, today, is_earlier=True)
    of = start if own or not shown else shown[0].row.start
    found = home_read(of, today, request.user)
    return LearningTold(
        whose=heading.name,
        born=heading.born.removeprefix("born "),
        as_of=today,
        prepared_by=request.user.name,
        came_home=found.came_home,
        move=found.move,
        support=found.support,
        learnt=tuple(map(_learnt, shown)),
        became=tuple(f"After {one.months} months: {OUTCOME_WORDS[one.outcome].lower()}." for one in found.outcomes),
        is_invented=settings.HOMEWARD_INVENTED,
    )


def _time(one: PlannedTime) -> PlannedTimeTold:
    row = one.row
    supervision = f"{one.supervision}. {row.supervision_because}"
    rests_on = f"{one.basis}. {row.rests_on}".strip()
    return PlannedTimeTold(one.whom, row.how_often, row.where, supervision, rests_on)


def _learnt(one: Learnt) -> LearntTold:
    said = [("The child", voice.words) for voice in one.child_said]
    said += [(voice.person.shown_name, voice.words) for voice in one.others_said]
    row = one.row
    by = row.entered_by.name if row.entered_by else ""
    more = (row.not_heard_because, row.learnt, row.next_plan, by)
    return LearntTold(row.on, row.done, row.help_came, tuple(said), *more)
