"""Tells the chronology from the return-home pathway: decisions with their reasons, and what happened."""

from collections.abc import Iterator

from django.urls import reverse

from homeward.practice.chronology.event import Category, ChronologyEvent, Knowledge, Origin, Reach
from homeward.practice.chronology.when import When
from homeward.practice.pathways.position import EntryKind
from homeward.practice.pathways.steps import Pathway
from homeward.practice.pathways.versions import Versions
from homeward.web.chronology.reading import Reader
from homeward.web.chronology.telling import tell_from
from homeward.web.pathway.local.queries import pathway_versions
from homeward.web.pathway.models import PathwayEntry, PermanencePlan

_TOLD = (EntryKind.DECIDED, EntryKind.HAPPENED, EntryKind.STOPPED)


def tell() -> None:
    """State that the chronology is told from the pathway."""
    tell_from(pathway_events)
    tell_from(permanence_events)


def pathway_events(reader: Reader) -> Iterator[ChronologyEvent]:
    """Yield a child's decisions and facts of the pathway; two queries. What was only done is no event of a life."""
    if Reach.SERVICE not in reader.reaches:
        return
    rows = PathwayEntry.objects.standing().filter(start__child=reader.child, kind__in=_TOLD, start__struck_at=None)
    href = reverse("pathway", kwargs={"child_pk": reader.child.pk})
    found = list(rows.select_related("entered_by"))
    if not found:
        return
    versions = pathway_versions()
    for row in found:
        yield ChronologyEvent(
            key=f"pathway-{row.pk}",
            when=When(row.on),
            category=Category.DECISION if row.kind != EntryKind.HAPPENED else Category.PLACEMENT,
            what=in_words(row, versions),
            knowledge=Knowledge.RECORD,
            known_from="return-home pathway",
            meant="",
            origin=Origin.PATHWAY,
            by=row.entered_by.name if row.entered_by else "",
            href=href,
            written_at=row.entered_at,
        )


def permanence_events(reader: Reader) -> Iterator[ChronologyEvent]:
    """Yield the plans for a permanent home elsewhere; one query."""
    if Reach.SERVICE not in reader.reaches:
        return
    rows = PermanencePlan.objects.standing().filter(start__child=reader.child, start__struck_at=None)
    for row in rows.select_related("entered_by"):
        yield ChronologyEvent(
            key=f"permanence-{row.pk}",
            when=When(row.on),
            category=Category.DECISION,
            what=f"A permanent home was planned: {row.get_route_display().lower()}. {row.because}",
            knowledge=Knowledge.RECORD,
            known_from="plan for a permanent home",
            meant="",
            origin=Origin.PATHWAY,
            by=row.entered_by.name if row.entered_by else "",
            href=reverse("permanence", kwargs={"child_pk": reader.child.pk}),
            written_at=row.entered_at,
        )


def in_words(row: PathwayEntry, versions: Versions) -> str:
    """Return an entry in one sentence, with its reason, in the words of the pathway that held on its day."""
    said = _said(row, versions.on(row.on))
    return f"{said}. {row.reason}".strip() if row.reason else f"{said}."


def _said(row: PathwayEntry, pathway: Pathway) -> str:
    if row.kind == EntryKind.STOPPED:
        return "The work towards a return stopped"
    if row.kind == EntryKind.HAPPENED:
        fact = pathway.fact(row.step)
        return fact.title if fact else row.step
    step = pathway.by_id.get(row.step)
    answer = step.answer(row.answer) if step else None
    title = step.title if step else row.step
    return f"{title} – {answer.title}" if answer else title
