"""What a certificate of destruction says, as a draft before and as it stays after, without any name of the child."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.keeping.destruction.reach import Reach
from homeward.web.keeping.models import DestructionCertificate, DestructionProposal

BACKUPS = "Backups made before this day hold the record until they are overwritten or destroyed."
RETURNS = (
    "Statutory returns that were read are kept as they were given; they know the child by the council’s own id and are "
    "destroyed, or not, as a whole."
)
_STAY = "{count} of the people named in this record stand in other records too, and stay there."
_SHARED = "What is written of several children stays in the records of the others, without this child’s part of it."


@dataclass(frozen=True)
class Draft:
    """What the certificate will say: how many rows go from each table, what stays, and of how many audit rows.

    `audit_numbers` are the rows of the audit of which what was said goes; the rows themselves stay.
    """

    destroyed: Mapping[str, int]
    kept_words: tuple[str, ...]
    audit_numbers: tuple[int, ...]

    @property
    def rows(self) -> int:
        """How many rows go from all tables together."""
        return sum(self.destroyed.values())


def draft_of(reach: Reach) -> Draft:
    """Return what the certificate will say of what goes."""
    numbers = audit_numbers_of(reach)
    stay = (_STAY.format(count=reach.persons_who_stay),) if reach.persons_who_stay else ()
    return Draft(reach.counts, (*stay, _SHARED, RETURNS, BACKUPS), numbers)


def audit_numbers_of(reach: Reach) -> tuple[int, ...]:
    """Return the audit rows about a record or anything that goes with it, where what was said is still there."""
    ids = {str(pk) for _, pks in reach.rows for pk in pks if isinstance(pk, UUID)}
    numbers: set[int] = set()
    for some in _by(500, sorted(ids)):
        numbers |= set(AuditEvent.objects.filter(subject_id__in=some).values_list("number", flat=True))
    found: set[int] = set()
    for several in _by(500, sorted(numbers)):
        found |= set(AuditDetail.objects.filter(number__in=several).values_list("number", flat=True))
    return tuple(sorted(found))


def certificate_of(proposal: DestructionProposal, draft: Draft, subject: UUID, number: int) -> DestructionCertificate:
    """Return a certificate that is not stored yet; who agreed and when, and its digest, are still to be said."""
    return DestructionCertificate(
        number=number,
        subject_digest=digest_of_subject(subject),
        because=proposal.because,
        kept_to_on=proposal.kept_to_on,
        rule_words=proposal.rule_words,
        proposed_by=proposal.proposed_by,
        proposed_at=proposal.proposed_at,
        destroyed=dict(draft.destroyed),
        kept_words=list(draft.kept_words),
        audit_numbers=runs_of(draft.audit_numbers),
    )


def digest_of_subject(subject: UUID) -> str:
    """Return the SHA-256 (hex) of a record's id as audit rows write it."""
    return hashlib.sha256(str(subject).encode()).hexdigest()


def digest_of(certificate: DestructionCertificate) -> str:
    """Return the SHA-256 (hex) of all that a certificate says, as JSON with sorted keys and without spaces."""
    told = {
        "number": certificate.number,
        "subject": certificate.subject_digest,
        "because": certificate.because,
        "kept_to_on": _day(certificate.kept_to_on),
        "rule": certificate.rule_words,
        "proposed": [certificate.proposed_by_id, certificate.proposed_at.timestamp()],
        "agreed": [certificate.agreed_by_id, certificate.agreed_at.timestamp()],
        "destroyed": certificate.destroyed,
        "kept": certificate.kept_words,
        "audit": certificate.audit_numbers,
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def runs_of(numbers: Iterable[int]) -> list[list[int]]:
    """Return ascending numbers as runs [first, last]."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return runs


def _day(day: date) -> str:
    return day.isoformat()


def _by(size: int, items: list) -> Iterable[list]:
    return (items[at : at + size] for at in range(0, len(items), size))
