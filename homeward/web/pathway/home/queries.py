"""Reads all of home and after of one way as one value: when the child came home, phases, visits, help, and outcome."""

from dataclasses import dataclass
from datetime import date

from homeward.practice.after.coming_home import CameHome
from homeward.practice.after.monitoring import VisitDue
from homeward.practice.after.outcomes import AfterContact, AtMilestone
from homeward.practice.after.phases import Move, Phase
from homeward.practice.after.support import Support
from homeward.practice.after.unplanned import Unplanned
from homeward.web.accounts.models import User
from homeward.web.pathway.home.monitoring.queries import (
    HomeVisit,
    schedule_on,
    support_of,
    unplanned_of,
    visit_due_of,
    visits_at_home,
)
from homeward.web.pathway.home.outcomes.queries import contacts_of, outcomes_of
from homeward.web.pathway.home.phases.queries import move_on
from homeward.web.pathway.home.visits import visits_of
from homeward.web.pathway.home.ways import homes_of
from homeward.web.pathway.models import PathwayStart
from homeward.web.pathway.queries import circumstances_of
from homeward.web.pathway.work.reviews import review_days


@dataclass(frozen=True)
class HomePlan:
    """Home and after of one way. `different` says what is different this time, where somebody said so."""

    came_home: CameHome | None
    move: Move
    support: Support | None
    visit_due: VisitDue | None
    visits: tuple[HomeVisit, ...]
    contacts: tuple[AfterContact, ...]
    outcomes: tuple[AtMilestone, ...]
    unplanned: Unplanned | None
    different: str

    @property
    def came_home_on(self) -> date | None:
        """When the child came home."""
        return self.came_home.on if self.came_home else None

    @property
    def is_home(self) -> bool:
        """Whether the child lives at home."""
        return self.came_home is not None and self.came_home.ended_on is None

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The phases of the move home as they are planned."""
        return self.move.phases

    @property
    def support_until(self) -> date | None:
        """The day until which help is planned."""
        return self.support.until_on if self.support else None

    @property
    def lead_practitioner(self) -> str:
        """Who leads the plan after care; empty where nobody does, or the reader may not be told."""
        return self.support.lead if self.support else ""

    @property
    def outcome(self) -> AtMilestone | None:
        """What became of the return at the last milestone that has passed; None before the first."""
        return self.outcomes[-1] if self.outcomes else None


def home_of(start: PathwayStart, today: date, user: User | None = None) -> HomePlan | None:
    """Return home and after of a way; None where nothing is planned or written of it and the child is not home."""
    found = home_read(start, today, user)
    return found if found.came_home or found.phases or found.support else None


def home_read(start: PathwayStart, today: date, user: User | None = None) -> HomePlan:
    """Return home and after of a way as somebody may read it, also where nothing is written yet.

    The machine (None) is told no names. The queries do not grow with what was written.
    """
    home, visits = homes_of([start], today).get(start.pk), visits_of(start.child, today)
    support, contacts = support_of(start, today, user), contacts_of(start, visits, today)
    legal = circumstances_of(start, today).legal
    reviews = review_days([start.child_id]).get(start.child_id, ())
    until = support.until_on if support else None
    attempt = start.second_attempts.filter(struck_at=None, on__lte=today).last()
    return HomePlan(
        came_home=home,
        move=move_on(start, today, user),
        support=support,
        visit_due=visit_due_of(home, legal, visits.seen_on, reviews, until, schedule_on(today)),
        visits=visits_at_home(start, visits, home),
        contacts=contacts,
        outcomes=tuple(one for one in outcomes_of(home, contacts) if one.is_reached(today)),
        unplanned=unplanned_of(start, home, visits, today),
        different=attempt.different if attempt else "",
    )
