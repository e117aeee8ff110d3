"""Writes the end of a record: one person proposes it, another agrees, and then it is gone, but for a certificate."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max, Model, Q

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.audit.models import AuditDetail
from homeward.web.keeping.destruction.certificate import certificate_of, digest_of, draft_of
from homeward.web.keeping.destruction.reach import LOOSENED, Reach, reach_of
from homeward.web.keeping.destruction.traces import leave_no_traces
from homeward.web.keeping.models import DestructionCertificate, DestructionProposal, LegalHold
from homeward.web.keeping.retention import record_kept
from homeward.web.keeping.rights import check_keeps, check_proposes
from homeward.web.keeping.serial import one_at_a_time
from homeward.web.people.entering import words_needed
from homeward.web.people.models import Child
from homeward.web.people.recording import about_child
from homeward.web.people.rights import NotPermittedError

HELD = "A legal hold lies on this record: it may not be destroyed."
_AT_ONCE = 500


def propose_destruction(*, child: Child, because: str, by: User, on: date) -> DestructionProposal:
    """Propose that a record be destroyed which need not be kept any more, and why it is not worth keeping.

    Raises ValidationError where it must still be kept, is held, or was proposed already.
    """
    check_proposes(by, child)
    why = words_needed(because, "because", "Say why this record is not kept any longer.")
    with recorded("destruction_proposed", by=by) as entry:
        one_at_a_time()
        kept = _check_over(child, on)
        proposal = DestructionProposal(child=child, because=why, kept_to_on=kept.to_on, rule_words=kept.reason)
        proposal.proposed_by, proposal.proposed_at = by, clock.now()
        try:
            with transaction.atomic():
                proposal.save()
        except IntegrityError as error:
            raise ValidationError("Somebody has proposed this already.") from error
        about_child(entry, child, by, proposal, on=on.isoformat())
    return proposal


def turn_down_destruction(*, proposal: DestructionProposal, because: str, by: User) -> None:
    """Say that a record is to stay, and why. Whoever proposed to destroy it may take that back so, too."""
    check_keeps(by, proposal.child)
    why = words_needed(because, "because", "Say why the record is to stay.")
    with recorded("destruction_turned_down", by=by) as entry:
        kept = _held(proposal)
        kept.turned_down_by, kept.turned_down_at, kept.turned_down_because = by, clock.now(), why
        kept.save()
        about_child(entry, kept.child, by, kept)


def agree_to_destruction(*, proposal: DestructionProposal, by: User, on: date) -> DestructionCertificate:
    """Agree, as a second person, that a record be destroyed: it is gone for good, and the certificate is returned.

    All of it goes in one transaction, or nothing. Raises NotPermittedError for whoever proposed it, and ValidationError
    where a hold lies on it, the rules have changed, or it was decided already.
    """
    check_keeps(by, proposal.child)
    if proposal.proposed_by_id == by.pk:
        raise NotPermittedError("You proposed this: somebody else must agree.")
    with recorded("record_destroyed", by=by) as entry:
        one_at_a_time()
        kept = _held(proposal)
        _check_over(kept.child, on)
        reach = reach_of(kept.child)
        certificate = _certified(kept, reach, by)
        _destroy(reach, certificate)
        entry.subject_kind, entry.subject_id = Child._meta.label_lower, str(proposal.child_id)
        entry.detail = {"certificate": certificate.number, "digest": certificate.digest}
    leave_no_traces()
    return certificate


def _check_over(child: Child, on: date):
    """Return until when a record had to be kept. Raises ValidationError where it still has to be, or is held."""
    record = record_kept(child, on)
    if not record.kept.is_over(on):
        raise ValidationError(record.kept.reason)
    if LegalHold.objects.over(child).exists():
        raise ValidationError(HELD)
    return record.kept


def _held(proposal: DestructionProposal) -> DestructionProposal:
    """Return a proposal that nobody has decided, locked with its child. Raises ValidationError."""
    waiting = DestructionProposal.objects.select_for_update(of=("self", "child")).select_related("child", "proposed_by")
    found = waiting.filter(pk=proposal.pk, turned_down_at=None).first()
    if found is None:
        raise ValidationError("This was decided already.")
    return found


def _certified(proposal: DestructionProposal, reach: Reach, by: User) -> DestructionCertificate:
    last = DestructionCertificate.objects.aggregate(last=Max("number"))["last"] or 0
    certificate = certificate_of(proposal, draft_of(reach), proposal.child_id, last + 1)
    certificate.agreed_by, certificate.agreed_at = by, clock.now()
    certificate.digest = digest_of(certificate)
    certificate.save()
    return certificate


def _destroy(reach: Reach, certificate: DestructionCertificate) -> None:
    """Remove every row, and what was said in the audit; a row that nobody thought of makes the database refuse it."""
    for model, field in LOOSENED:
        target = model._meta.get_field(field).related_model
        for pks in _some(reach.of(target)):
            model._base_manager.filter(**{f"{field}__in": pks}).update(**{field: None})
        for pks in _some(reach.of(model)):
            model._base_manager.filter(pk__in=pks).update(**{field: None})
    for model, pks in reach.rows:
        _remove(model, pks)
    for first, last in certificate.audit_numbers:
        AuditDetail.objects.filter(Q(number__gte=first) & Q(number__lte=last)).delete()


def _remove(model: type[Model], pks: Iterable[object]) -> None:
    for some in _some(pks):
        model._base_manager.filter(pk__in=some).delete()


def _some(pks: Iterable[object]) -> Iterable[list[object]]:
    every = list(pks)
    return (every[at : at + _AT_ONCE] for at in range(0, len(every), _AT_ONCE))
