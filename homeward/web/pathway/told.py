"""Tells the chronology from the return-home pathway: decisions with their reasons, and what happened."""

from collections.abc import Iterator

from django.urls import reverse

from homeward.practice.chronology.event import Category, ChronologyEvent, Knowledge, Origin, Reach
from homeward.practice.chronology.when import When
from homeward.practice.pathways.position import EntryKind
from homeward.practice.pathways.return_home import RETURN_HOME
from homeward.web.chronology.reading import Reader
from homeward.web.chronology.telling import tell_from
from homeward.web.pathway.models import PathwayEntry

_TOLD = (EntryKind.DECIDED, EntryKind.HAPPENED, EntryKind.STOPPED)


def tell() -> None:
    """State that the chronology is told from the pathway."""
    tell_from(pathway_events)


def pathway_events(reader: Reader) -> Iterator[ChronologyEvent]:
    """Yield a child's decisions and facts of the pathway; one query. What was only done is no event of a life."""
    if Reach.SERVICE not in reader.reaches:
        return
    rows = PathwayEntry.objects.standing().filter(start__child=reader.child, kind__in=_TOLD, start__struck_at=None)
    href = reverse("pathway", kwargs={"child_pk": reader.child.pk})
    for row in rows.select_related("entered_by"):
        yield ChronologyEvent(
            key=f"pathway-{row.pk}",
            when=When(row.on),
            category=Category.DECISION if row.kind != EntryKind.HAPPENED else Category.PLACEMENT,
            what=in_words(row),
            knowledge=Knowledge.RECORD,
            known_from="return-home pathway",
            meant="",
            origin=Origin.PATHWAY,
            by=row.entered_by.name if row.entered_by else "",
            href=href,
        )


def in_words(row: PathwayEntry) -> str:
    """Return an entry in one sentence, with its reason."""
    if row.kind == EntryKind.HAPPENED:
        fact = RETURN_HOME.fact(row.step)
        said = fact.title if fact else row.step
    else:
        step = RETURN_HOME.by_id.get(row.step)
        answer = step.answer(row.answer) if step else None
        title = step.title if step else row.step
        stopped = "The work towards a return stopped"
        said = stopped if row.kind == EntryKind.STOPPED else f"{title} – {answer.title}" if answer else title
    return f"{said}. {row.reason}".strip() if row.reason else f"{said}."
