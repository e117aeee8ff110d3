"""Makes invented children who are on the way home, for tests of tasks, the board, reminders and calendars."""

from datetime import date, timedelta

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.pathway.models import AbuseRecorded, PathwayEntry, PathwayStart
from homeward.web.people.models import AllocatedAs, Allocation, CareEpisode, Child, ChildTeam, PersonName, Team
from tests.web.people_world import entered, make_child


def on_a_way(number: int, worker: User, team: Team, *, began: date) -> Child:
    """Make a child in care whose way began on a day and who stands at the first step since."""
    child = make_child(number)
    PersonName.objects.create(person=child.person, given=f"Given{number}", family="Invented", kind="legal", **entered())
    Allocation.objects.create(child=child, user=worker, allocated_as=AllocatedAs.SOCIAL_WORKER, **entered())
    ChildTeam.objects.create(child=child, team=team, **entered())
    told = {"legal_status": "V2", "place": "U4", "reason_new_episode": "S", "entered_at": child.entered_at}
    CareEpisode.objects.create(child=child, decom_on=clock.today() - timedelta(days=400), **told)
    words = {"because": "Invented.", "abuse": AbuseRecorded.NO, "entered_at": clock.now()}
    PathwayStart.objects.create(child=child, pathway="return_home", began_on=began, **words)
    return child


def step_on(child: Child, on: date, *moves: tuple[str, str, str]) -> None:
    """Write down moves of a child's way on a day, without asking whether they may be made."""
    start = child.pathway_starts.get()
    for kind, step, answer in moves:
        place = start.entries.count() + 1
        told = {"kind": kind, "step": step, "answer": answer, "position": place, "entered_at": clock.now()}
        PathwayEntry.objects.create(start=start, on=on, reason="Invented.", **told)
