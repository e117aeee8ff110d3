"""Keeps what somebody asked to have on paper, keeps the PDF made of it, and throws both away."""

from datetime import datetime

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.chronology.models import Paper
from homeward.web.chronology.papers.queries import papers_over
from homeward.web.people.models import Child
from homeward.web.people.recording import about_child
from homeward.web.people.relations import relations_of
from homeward.web.people.rights import NotPermittedError


def ask_for_paper(*, child: Child, asked: str, by: User) -> Paper:
    """Keep that somebody wants a chronology as PDF; `asked` is the question as the page's address puts it.

    Raises NotPermittedError where the record is not open to them.
    """
    if not relations_of(by, child):
        raise NotPermittedError("This record is not open to you.")
    with recorded("paper_asked", by=by) as entry:
        paper = Paper(child=child, owner=by, asked=asked, asked_at=clock.now())
        paper.save()
        about_child(entry, child, by, paper)
    return paper


def keep_paper(*, paper: Paper, content: bytes, by: User | None) -> None:
    """Keep the PDF of a chronology that somebody asked for."""
    with recorded("paper_made", by=by) as entry:
        paper.body, paper.made_at = content, clock.now()
        paper.save()
        about_child(entry, paper.child, by, paper)


def throw_away_papers(*, by: User | None, at: datetime) -> int:
    """Throw away every PDF, and every question for one, that is too old at an instant; return how many."""
    old = papers_over(at)
    if not old.exists():
        return 0
    with recorded("papers_thrown_away", by=by) as entry:
        thrown, _ = old.delete()
        entry.detail = {"papers": thrown}
    return thrown
