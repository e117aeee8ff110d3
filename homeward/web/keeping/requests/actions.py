"""Writes requests for one's own record: taken in, prepared, checked by a second person, released or closed."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.keeping.models import AccessItem, AccessRequest, ClockPause, Redaction, Release, WithheldBecause
from homeward.web.keeping.requests.collecting import (
    LONGEST_HEADING,
    LONGEST_SOURCE,
    LONGEST_WHEN,
    entries_of,
    not_collected,
)
from homeward.web.keeping.requests.documents import given_pdf, original_pdf
from homeward.web.keeping.requests.queries import due_of, withheld_of
from homeward.web.keeping.requests.withholding import stands_in
from homeward.web.keeping.rights import check_keeps
from homeward.web.people.entering import words_needed
from homeward.web.people.models import Child, Notice
from homeward.web.people.policy import visible
from homeward.web.people.recording import about_child
from homeward.web.people.relations import STAFF, relations_of
from homeward.web.people.rights import NotPermittedError, check_has_role


@dataclass(frozen=True)
class RequestDetails:
    """Who asks (`asked_by` is an AskedBy), for what, when it came, and how it was made sure who asks, if it was."""

    asked_by: str
    asker_name: str
    asked_for: str
    received_on: date
    proof: str = ""
    proved_on: date | None = None


@dataclass(frozen=True)
class RedactionDetails:
    """What is withheld: the words, or all of an entry where there are none; the kind of reason, and why in words.

    `everywhere` withholds the words in every other entry, too.
    """

    words: str
    reason: str
    because: str
    everywhere: bool = False


def receive_request(*, child: Child, details: RequestDetails, by: User | None) -> AccessRequest:
    """Take in that somebody asks for what is held about a person."""
    check_keeps(by, child)
    name = words_needed(details.asker_name, "asker_name", "Say who asks.")
    asked_for = words_needed(details.asked_for, "asked_for", "Say what they ask for.")
    _check_not_to_come(received_on=details.received_on, proved_on=details.proved_on)
    with recorded("access_requested", by=by) as entry:
        request = AccessRequest(child=child, asked_by=details.asked_by, asker_name=name, asked_for=asked_for)
        request.received_on, request.entered_by, request.entered_at = details.received_on, by, clock.now()
        _prove(request, details.proof, details.proved_on)
        request.save()
        about_child(entry, child, by, request)
    return request


def prove_asker(*, request: AccessRequest, proof: str, on: date, by: User | None) -> None:
    """Write down how it was made sure who asks, and that they may; from that day the clock runs."""
    check_keeps(by, request.child)
    words = words_needed(proof, "proof", "Say how you made sure.")
    _check_not_to_come(on=on)
    with recorded("access_asker_proved", by=by) as entry:
        kept = _open(request)
        if kept.proved_on:
            raise ValidationError("This is written down already.")
        _prove(kept, words, on)
        kept.save()
        about_child(entry, kept.child, by, kept, on=on.isoformat())


def pause_clock(*, request: AccessRequest, asked_what: str, on: date, by: User | None) -> None:
    """Write down that the person was asked what exactly they want: until they answer, the clock stands still."""
    check_keeps(by, request.child)
    words = words_needed(asked_what, "asked_what", "Say what you asked.")
    _check_not_to_come(on=on)
    with recorded("access_clock_paused", by=by) as entry:
        kept = _open(request)
        if kept.proved_on is None or kept.pauses.filter(answered_on=None).exists():
            raise ValidationError("The clock has not begun, or stands still already.")
        if on < kept.clock_began_on:
            raise ValidationError({"on": "This is before the clock began."})
        ClockPause(request=kept, asked_on=on, asked_what=words, entered_by=by).save()
        about_child(entry, kept.child, by, kept, on=on.isoformat())


def go_on_with_clock(*, request: AccessRequest, on: date, by: User | None) -> None:
    """Write down that the person has answered: the clock goes on."""
    check_keeps(by, request.child)
    _check_not_to_come(on=on)
    with recorded("access_clock_went_on", by=by) as entry:
        kept = _open(request)
        pause = kept.pauses.filter(answered_on=None).first()
        if pause is None:
            raise ValidationError("The clock does not stand still.")
        if on < pause.asked_on:
            raise ValidationError({"on": "They cannot have answered before they were asked."})
        pause.answered_on = on
        pause.save()
        about_child(entry, kept.child, by, kept, on=on.isoformat())


def extend_clock(*, request: AccessRequest, because: str, on: date, by: User | None) -> None:
    """Write down that the person was told that it takes two months more, and why; only within the first month."""
    check_keeps(by, request.child)
    words = words_needed(because, "because", "Say what reason they were told.")
    _check_not_to_come(on=on)
    with recorded("access_clock_extended", by=by) as entry:
        kept = _open(request)
        last = due_of(kept, on).extend_by_on
        if last is None or kept.extended_on:
            raise ValidationError("The clock has not begun, or was extended already.")
        if on > last:
            says = f"They had to be told by {last.day} {last:%B %Y}: after that the time cannot be extended."
            raise ValidationError({"on": says})
        kept.extended_on, kept.extended_because = on, words
        kept.save()
        about_child(entry, kept.child, by, kept, on=on.isoformat())


def hand_request(*, request: AccessRequest, handler: User, by: User | None) -> None:
    """Ask a worker to whom the record is open to prepare a request; they are told."""
    check_keeps(by, request.child)
    check_has_role(handler, STAFF, "prepare this")
    if not relations_of(handler, request.child):
        raise ValidationError({"handler": "This record is not open to them."})
    with recorded("access_request_handed", by=by) as entry:
        kept = _open(request)
        kept.handler = handler
        kept.save()
        words = "You are asked to prepare what somebody asked to see of their record."
        Notice(to=handler, about=kept.child, words=words, at=clock.now()).save()
        about_child(entry, kept.child, by, kept, user=handler.pk)


def collect_entries(*, request: AccessRequest, by: User) -> int:
    """Copy all that is held into the request's entries, once; return how many there are."""
    check_keeps(by, request.child)
    entries, left = entries_of(request.child, by), not_collected(request.child, by)
    with recorded("access_collected", by=by) as entry:
        kept = _open(request)
        if kept.collected_at:
            raise ValidationError("This was collected already.")
        items = [
            AccessItem(
                request=kept,
                position=at,
                source=one.source[:LONGEST_SOURCE],
                heading=one.heading[:LONGEST_HEADING],
                when_words=one.when_words[:LONGEST_WHEN],
                text=one.text,
            )
            for at, one in enumerate(entries, start=1)
        ]
        AccessItem.objects.bulk_create(items)
        kept.collected_by, kept.collected_at, kept.not_collected = by, clock.now(), left
        kept.save()
        about_child(entry, kept.child, by, kept, entries=len(items))
    return len(items)


def withhold(*, item: AccessItem, details: RedactionDetails, by: User) -> int:
    """Withhold words of an entry, or all of it, with the reason; return in how many entries. A check before lapses.

    Raises ValidationError where the words do not stand there.
    """
    _check_prepares(item.request, by)
    because = words_needed(details.because, "because", "Say why this is withheld.")
    if details.reason not in WithheldBecause.values:
        raise ValidationError({"reason": "Choose a reason."})
    words = details.words.strip()
    if words and not stands_in(item.text, words):
        raise ValidationError({"words": "These words do not stand in this entry: copy them from it."})
    with recorded("access_withheld", by=by) as entry:
        kept = _open(item.request)
        items = [item]
        if words and details.everywhere:
            items = [one for one in kept.items.all() if stands_in(one.text, words)]
        for one in items:
            Redaction(
                item=one, words=words, reason=details.reason, because=because, withheld_by=by, withheld_at=clock.now()
            ).save()
        _lapse(kept)
        about_child(entry, kept.child, by, kept, reason=details.reason, entries=len(items))
    return len(items)


def take_back(*, redaction: Redaction, by: User) -> None:
    """Give after all what was to be withheld; that it was stays written down. A check before lapses."""
    _check_prepares(redaction.item.request, by)
    with recorded("access_withheld_taken_back", by=by) as entry:
        kept = _open(redaction.item.request)
        found = Redaction.objects.select_for_update(of=("self",)).get(pk=redaction.pk)
        if found.taken_back_at:
            raise ValidationError("This was taken back already.")
        found.taken_back_by, found.taken_back_at = by, clock.now()
        found.save()
        _lapse(kept)
        about_child(entry, kept.child, by, kept)


def sign_check(*, request: AccessRequest, by: User) -> None:
    """Sign, as a second person, that every entry was read and what is withheld is rightly withheld.

    Raises NotPermittedError for whoever collected, prepared or withheld anything.
    """
    check_keeps(by, request.child)
    with recorded("access_checked", by=by) as entry:
        kept = _open(request)
        if kept.collected_at is None:
            raise ValidationError("Nothing was collected yet.")
        redactions = Redaction.objects.filter(item__request=kept)
        prepared = set(redactions.values_list("withheld_by", flat=True))
        prepared |= set(redactions.values_list("taken_back_by", flat=True))
        if by.pk in prepared | {kept.collected_by_id, kept.handler_id}:
            raise NotPermittedError("You prepared this: somebody else must check it.")
        kept.checked_by, kept.checked_at = by, clock.now()
        kept.save()
        about_child(entry, kept.child, by, kept)


def release_request(*, request: AccessRequest, released_to: str, how: str, on: date, by: User) -> Release:
    """Give what was checked: seal both documents, write down who got them and how, and close the request.

    Raises ValidationError unless a second person has checked, NotAvailableError where no PDF can be written here.
    """
    check_keeps(by, request.child)
    to = words_needed(released_to, "released_to", "Say who is given it.")
    way = words_needed(how, "how", "Say how it is given.")
    _check_not_to_come(on=on)
    # Written before the transaction, because it takes long; what was changed meanwhile is not what was checked.
    checked = AccessRequest.objects.select_related("child__person").get(pk=request.pk)
    _check_ready(checked)
    pdf, original = given_pdf(checked), original_pdf(checked)
    with recorded("access_released", by=by) as entry:
        kept = _open(request)
        _check_ready(kept)
        if kept.checked_at != checked.checked_at:
            raise ValidationError("This was changed and checked again meanwhile: look at it once more.")
        release = Release(request=kept, pdf=pdf, original=original, withheld=len(withheld_of(kept)))
        release.digest, release.original_digest = _digest(pdf), _digest(original)
        release.released_to, release.released_how, release.released_on = to, way, on
        release.released_by, release.released_at = by, clock.now()
        release.save()
        kept.closed_on, kept.closed_because = on, "Answered"
        kept.save()
        about_child(entry, kept.child, by, kept, release=str(release.pk), digest=release.digest)
    return release


def close_request(*, request: AccessRequest, because: str, on: date, by: User) -> None:
    """Close a request without giving anything: withdrawn, refused, or never shown who asks; and why."""
    check_keeps(by, request.child)
    words = words_needed(because, "because", "Say why nothing is given.")
    with recorded("access_closed", by=by) as entry:
        kept = _open(request)
        kept.closed_on, kept.closed_because = on, words
        kept.save()
        about_child(entry, kept.child, by, kept, on=on.isoformat())


def _check_prepares(request: AccessRequest, by: User) -> None:
    """Raise NotPermittedError unless somebody keeps records or was asked to prepare this request, and may see it."""
    if not visible(by, AccessRequest).filter(pk=request.pk).exists():
        raise NotPermittedError("This request is not open to you.")


def _check_ready(request: AccessRequest) -> None:
    if request.checked_at is None or request.proved_on is None:
        raise ValidationError("A second person must check this first, and it must be sure who asks.")


def _open(request: AccessRequest) -> AccessRequest:
    """Return a request, locked. Raises ValidationError once it was answered or closed."""
    kept = AccessRequest.objects.select_for_update(of=("self",)).select_related("child__person").get(pk=request.pk)
    if not kept.is_open:
        raise ValidationError("This request was answered or closed already.")
    return kept


def _prove(request: AccessRequest, proof: str, on: date | None) -> None:
    if bool(proof.strip()) != bool(on):
        raise ValidationError({"proof": "Say both how and when you made sure who asks, or leave both."})
    request.proof, request.proved_on = proof.strip(), on


def _lapse(request: AccessRequest) -> None:
    """Take a check back: what was checked has changed."""
    if request.checked_at:
        request.checked_by, request.checked_at = None, None
        request.save()


def _check_not_to_come(**days: date | None) -> None:
    """Raise ValidationError for a day that is still to come, by its field."""
    for field, day in days.items():
        if day and day > clock.today():
            raise ValidationError({field: "This day is still to come."})


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
