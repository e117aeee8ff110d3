"""Writes a child's way on the return-home pathway. Needs stand in the way of decisions, never of what happened."""

from datetime import date

from django.core.exceptions import ValidationError

from homeward.practice.pathways.position import EntryKind, Move
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.chronology.writing import struck
from homeward.web.pathway.assessment.met import PLACES
from homeward.web.pathway.decisions.carrying import carried_out_by
from homeward.web.pathway.decisions.own_work import check_not_own
from homeward.web.pathway.local.queries import FACTS, PATHWAY, pathway_on
from homeward.web.pathway.models import AbuseRecorded, NeedMet, PathwayEntry, PathwayStart
from homeward.web.pathway.queries import Way, way_of
from homeward.web.people.entering import entered, words_needed
from homeward.web.people.models import Child
from homeward.web.people.recording import about_child
from homeward.web.people.rights import check_leads, check_writes


def begin_way(*, child: Child, because: str, abuse: str, by: User | None, on: date) -> PathwayStart:
    """Begin a child's way on the return-home pathway. Raises ValidationError while another has not ended."""
    check_writes(child, by)
    reason = words_needed(because, "because", "Say why a return home is thought about.")
    _check_day(on)
    with recorded("pathway_begun", by=by) as entry:
        _check_none_open(child)
        start = _new_start(child, reason, abuse, by, on)
        start.save()
        about_child(entry, child, by, start, on=on.isoformat())
    return start


def note_fact(  # noqa: PLR0913 - who, what, when and, for a first entry, what is known of abuse
    *, child: Child, fact: str, words: str, by: User | None, on: date, abuse: str = AbuseRecorded.NOT_KNOWN
) -> PathwayEntry:
    """Write down something that happened, such as that a parent took the child home; nothing is asked before.

    Where no way is under way, one begins with it. Raises ValidationError for a day to come, or before the way began.
    """
    check_writes(child, by)
    told = next((one for one in FACTS if one.id == fact), None)
    if told is None:
        raise ValidationError("There is no such fact.")
    _check_day(on)
    with recorded("pathway_fact_noted", by=by) as entry:
        way = way_of(child, clock.today())
        start = way.start if way and not way.position.has_ended else _new_start(child, told.title, abuse, by, on)
        start.save()
        noted = _new_entry(start, Move(EntryKind.HAPPENED, fact, told.title), words, by, on)
        carried = carried_out_by(start, noted, pathway_on(on), clock.today())
        noted.save()
        if carried is not None:
            carried.save()
        about_child(entry, child, by, noted, fact=fact, on=on.isoformat())
    return noted


def take_move(*, child: Child, move: Move, reason: str, by: User | None, on: date) -> PathwayEntry:
    """Write down a step done, a decision, or that the work stopped.

    Decisions, and stopping, are for those who lead. Raises ValidationError where the way stands elsewhere meanwhile, or
    something that the decision needs is missing, or somebody would decide by an assessment that they wrote.
    """
    check_writes(child, by)
    if move.kind in (EntryKind.DECIDED, EntryKind.STOPPED):
        check_leads(child, by)
        words_needed(reason, "reason", "Give the reason.")
    _check_day(on)
    with recorded("pathway_moved", by=by) as entry:
        way = _open_way(child)
        _check_is_open(way, move)
        check_not_own(way.start, move, by, clock.today())
        written = _new_entry(way.start, move, reason, by, on)
        carried = carried_out_by(way.start, written, way.versions.on(on), clock.today())
        written.save()
        if carried is not None:
            carried.save()
        about_child(entry, child, by, written, step=move.step, answer=move.answer, on=on.isoformat())
    return written


def meet_need(*, child: Child, need: str, words: str, by: User | None, on: date) -> NeedMet:
    """Write down that something the present step needs is there; `words` say how, and where it can be found."""
    check_writes(child, by)
    how = words_needed(words, "words", "Say what was done, and where it can be found.")
    if need == "classified":
        raise ValidationError("Two people classify, each before seeing the other’s answer: nobody writes this alone.")
    if need in PLACES and not PLACES[need].may_be_said:
        raise ValidationError("The record shows by itself whether this is there: it is not written down a second time.")
    _check_day(on)
    with recorded("pathway_need_met", by=by) as entry:
        way = _open_way(child)
        if need not in {one.need.id for one in way.position.missing}:
            raise ValidationError("This is not missing any more.")
        step = way.position.step.id
        met = entered(NeedMet, by, start=way.start, step=step, need=need, on=on, words=how)
        met.save()
        about_child(entry, child, by, met, step=step, need=need)
    return met


def strike_entry(*, child: Child, entry: PathwayEntry, because: str, by: User | None) -> None:
    """Strike out the last thing written on the way, with the reason; it stays, struck out."""
    check_writes(child, by)
    reason = words_needed(because, "because", "Say why it is struck out.")
    with recorded("pathway_entry_struck", by=by) as row:
        kept = struck(entry, by, reason)
        later = PathwayEntry.objects.filter(start=kept.start, struck_at=None, position__gt=kept.position)
        if later.exists():
            raise ValidationError("Strike out first what was written down after it.")
        kept.save()
        about_child(row, child, by, kept)


def _new_start(child: Child, because: str, abuse: str, by: User | None, on: date) -> PathwayStart:
    told = {"child": child, "pathway": PATHWAY, "began_on": on, "because": because, "abuse": abuse}
    return entered(PathwayStart, by, **told)


def _new_entry(start: PathwayStart, move: Move, reason: str, by: User | None, on: date) -> PathwayEntry:
    """Return an entry that is not stored yet. Raises ValidationError where it would come before what was written."""
    last = PathwayEntry.objects.filter(start=start, struck_at=None).order_by("-position").first()
    earliest = last.on if last else start.began_on
    if on < earliest:
        raise ValidationError({"on": f"The way stands at {earliest.day} {earliest:%B %Y} already. Enter a later day."})
    told = {"kind": move.kind, "step": move.step, "answer": move.answer, "reason": reason.strip()}
    return entered(PathwayEntry, by, start=start, on=on, position=last.position + 1 if last else 1, **told)


def _open_way(child: Child) -> Way:
    # Locked, so that two people cannot both take the next step from where the child stands.
    PathwayStart.objects.select_for_update(of=("self",)).filter(child=child).order_by("pk").first()
    way = way_of(child, clock.today())
    if way is None or way.position.has_ended:
        raise ValidationError("There is no way under way.")
    return way


def _check_is_open(way: Way, move: Move) -> None:
    moves = way.position.moves
    found = next(
        (one for one in moves if (one.kind, one.step, one.answer) == (move.kind, move.step, move.answer)), None
    )
    if found is None:
        raise ValidationError("The work stands elsewhere meanwhile. Open the page again.")
    if not found.is_open:
        raise ValidationError(found.why_not)


def _check_none_open(child: Child) -> None:
    way = way_of(child, clock.today())
    if way is not None and not way.position.has_ended:
        raise ValidationError("The child is on the return-home pathway already.")


def _check_day(on: date) -> None:
    if on > clock.today():
        raise ValidationError({"on": "Enter today or a day before: this is written down when it has happened"})
