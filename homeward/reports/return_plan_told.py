"""What a return plan on paper is made from: the phases, family time, help and visits after, and what was learnt."""

from dataclasses import dataclass
from datetime import date

from homeward.practice.after.coming_home import CameHome
from homeward.practice.after.monitoring import Schedule
from homeward.practice.after.phases import Move
from homeward.practice.after.support import Support


@dataclass(frozen=True)
class PlannedTimeTold:
    """What is planned with one relative, in words."""

    whom: str
    how_often: str
    where: str
    supervision: str
    rests_on: str


@dataclass(frozen=True)
class LearntTold:
    """What was learnt from a return that broke down, in words. `said` are who said what of it."""

    on: date
    done: str
    help_came: str
    said: tuple[tuple[str, str], ...]
    not_heard_because: str
    learnt: str
    next_plan: str
    by: str = ""


@dataclass(frozen=True)
class ReturnPlanTold:
    """What a return plan tells of one child, as whoever prepares it may read the record.

    `born` is the day of birth in words, empty where it is not known; `learnt` what earlier returns taught, `different`
    what is different this time. `law` says in sentences which visits a regulation sets.
    """

    whose: str
    born: str
    as_of: date
    prepared_by: str
    move: Move
    came_home: CameHome | None
    support: Support | None
    family_time: tuple[PlannedTimeTold, ...]
    schedule: Schedule
    law: tuple[str, ...] = ()
    learnt: tuple[LearntTold, ...] = ()
    different: str = ""
    is_invented: bool = False


@dataclass(frozen=True)
class LearningTold:
    """What a learning review tells of one child: when the child came home and back, what was planned, what is learnt.

    `became` says in sentences what became of the return.
    """

    whose: str
    born: str
    as_of: date
    prepared_by: str
    came_home: CameHome | None
    move: Move
    support: Support | None
    learnt: tuple[LearntTold, ...]
    became: tuple[str, ...] = ()
    is_invented: bool = False
