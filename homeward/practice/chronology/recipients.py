"""Prepares a child's story for one recipient: what the rules do not permit is withheld, each time with its reason."""

from collections.abc import Collection, Iterable, Iterator

from homeward.practice.chronology.event import Category, ChronologyEvent, Knowledge, Reach
from homeward.practice.chronology.finding import MARK, Forbidden, marked
from homeward.practice.chronology.forbidding import forbidden_to
from homeward.practice.chronology.pointing import pointed_out
from homeward.practice.chronology.withholding import (
    Choices,
    Kept,
    KeptEvent,
    Look,
    OthersData,
    Prepared,
    Reason,
    Recipient,
    RecipientKind,
    Withheld,
    stamp_of,
)

NEVER_REWRITTEN = frozenset({Reason.RESTRICTED, Reason.OUR_SERVICE})
"""What no words written for the recipient can stand in for."""
_BY_SECRET: dict[Category, tuple[frozenset[Kept], Reason]] = {
    Category.PLACEMENT: (frozenset({Kept.LIVES, Kept.CARER}), Reason.LIVES),
    Category.EDUCATION: (frozenset({Kept.SCHOOL}), Reason.SCHOOL),
    Category.FAMILY_TIME: (frozenset({Kept.CONTACT}), Reason.CONTACT),
}
_NAMES = frozenset({Reason.OTHER_ADULT, Reason.OTHER_CHILD, Reason.CARER})
_TOLD_BY_SOMEBODY = frozenset({Knowledge.CHILD, Knowledge.PARENT, Knowledge.RELATIVE, Knowledge.CARER})
_TOLD_PLACES = frozenset({RecipientKind.CHILD, RecipientKind.AGENCY, RecipientKind.COURT})


class NothingMayBeToldError(ValueError):
    """The recipient must not be told anything about the child. The message is fit for the screen."""


def prepare(
    events: Iterable[ChronologyEvent], recipient: Recipient, others: OthersData, choices: Choices | None = None
) -> Prepared:
    """Return a child's chronology as one recipient may have it, with all that is withheld and why.

    `events` are those of one child, as the preparer may read them. Raises NothingMayBeToldError.
    """
    if Kept.ANYTHING in recipient.secrets:
        raise NothingMayBeToldError("The record says that this person must not be told anything about the child.")
    chosen, forbidden = choices or Choices(), forbidden_to(recipient, others)
    kept: list[KeptEvent] = []
    withheld: list[Withheld] = []
    for event in events:
        reason = _why_withheld(event, recipient, others, chosen)
        instead = chosen.said_instead.get(event.key, "").strip()
        if reason is None or (instead and reason not in NEVER_REWRITTEN):
            told, parts = _told(event, instead, recipient, forbidden)
            kept.append(told)
            withheld += parts
        else:
            withheld.append(Withheld(event.key, reason))
    named = {one.key for one in withheld if one.reason in _NAMES}
    return Prepared(tuple(kept), tuple(withheld), tuple(_looks(kept, named, recipient, forbidden)))


def holds_forbidden(text: str, recipient: Recipient, others: OthersData, furniture: Iterable[str] = ()) -> bool:
    """Tell whether a finished document holds what the recipient may not read; asked once more before it is sealed.

    `furniture` are single words in small letters that the document says of itself, such as the names of months.
    """
    return forbidden_to(recipient, others).stands_in(text, furniture)


def _why_withheld(event: ChronologyEvent, recipient: Recipient, others: OthersData, chosen: Choices) -> Reason | None:
    """Return why an event as it stands may not be given; None where it may."""
    if event.reach == Reach.RESTRICTED:
        return Reason.RESTRICTED
    if recipient.kind == RecipientKind.AGENCY and event.reach != Reach.AGENCIES:
        return Reason.OUR_SERVICE
    if event.key in chosen.left_out:
        return Reason.LEFT_OUT
    if event.category == Category.POLICE and recipient.kind != RecipientKind.COURT:
        return Reason.POLICE
    is_person = recipient.kind not in (RecipientKind.AGENCY, RecipientKind.COURT)
    return _why_not_for_a_person(event, recipient, others) if is_person else None


def _why_not_for_a_person(event: ChronologyEvent, recipient: Recipient, others: OthersData) -> Reason | None:
    """Return why somebody of the family, or a carer, may not read an event."""
    secrets, reason = _BY_SECRET.get(event.category, (frozenset(), None))
    if secrets & recipient.secrets:
        return reason
    about = {one.person for one in event.mentions}
    if event.key in others.about_hidden or about - {recipient.own.person} - recipient.siblings - others.professionals:
        return Reason.OTHER_ADULT
    if {one.person for one in event.siblings} - recipient.siblings - {recipient.own.person}:
        return Reason.OTHER_CHILD
    is_own = recipient.kind == RecipientKind.CHILD or about == {recipient.own.person}
    return Reason.VOICE if event.category == Category.VOICE and not is_own else None


def _told(
    event: ChronologyEvent, instead: str, recipient: Recipient, forbidden: Forbidden
) -> tuple[KeptEvent, list[Withheld]]:
    """Return an event as the recipient gets it, and what was withheld within it."""
    parts = {"what": instead} if instead else _parts(event)
    withheld = [Withheld(event.key, reason, part) for part, reason in _whole_parts(event, recipient) if parts.get(part)]
    for one in withheld:
        parts[one.part] = MARK
    for part, text in parts.items():
        passages = forbidden.passages_in(text)
        parts[part] = marked(text, passages)
        reasons = [passage.reason for passage in passages]
        withheld += [Withheld(event.key, reason, part, reasons.count(reason)) for reason in dict.fromkeys(reasons)]
    category = Category.OTHER if instead else event.category
    told = KeptEvent(event.key, event.when, category, **parts, by=event.by, is_said_instead=bool(instead))
    return told, withheld


def _parts(event: ChronologyEvent) -> dict[str, str]:
    return {
        "what": event.what,
        "meant": event.meant,
        "private": event.private,
        "place": event.place,
        "source": event.source_in_words,
    }


def _whole_parts(event: ChronologyEvent, recipient: Recipient) -> Iterator[tuple[str, Reason]]:
    """Yield the parts of an event that the recipient does not get at all: where the child lives, and who told us."""
    if recipient.kind not in _TOLD_PLACES:
        yield "place", Reason.LIVES
    is_told = recipient.kind in (RecipientKind.AGENCY, RecipientKind.COURT)
    is_own = recipient.kind == RecipientKind.CHILD and event.knowledge == Knowledge.CHILD
    if event.knowledge in _TOLD_BY_SOMEBODY and not is_told and not is_own:
        yield "source", Reason.INFORMANT


def _looks(
    kept: Iterable[KeptEvent], named: Collection[str], recipient: Recipient, forbidden: Forbidden
) -> Iterator[Look]:
    """Yield what the preparer must look at; a tick is for one text, so that it lapses when the text changes.

    What stands round a name that was withheld may still be about whoever bears it; `named` are the keys of such events.
    """
    for event in kept:
        _, _, known_from = event.source.partition(": ")
        words = pointed_out((*event.texts[:-1], known_from), recipient.kind, forbidden)
        if event.key in named:
            words = (MARK, *words)
        if words:
            yield Look(event.key, words, stamp_of(event)[:32])
