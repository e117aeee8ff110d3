"""Lays what is gone from the audit beside the certificates of destruction, which say what may be gone."""

from bisect import bisect_right
from dataclasses import dataclass

from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.keeping.destruction.certificate import digest_of
from homeward.web.keeping.models import DestructionCertificate


@dataclass(frozen=True)
class Gone:
    """Of how many audit rows what was said is gone, under how many certificates.

    `unexplained` is the first row of which it is gone without a certificate, `changed` the first certificate that was
    changed after it was written; both are None where all is as it should be.
    """

    rows: int
    certificates: int
    unexplained: int | None
    changed: int | None


def what_is_gone() -> Gone:
    """Return what is gone from the audit, and whether the certificates explain it."""
    certificates = list(DestructionCertificate.objects.order_by("number"))
    runs = sorted((first, last) for one in certificates for first, last in one.audit_numbers)
    begins = [first for first, _ in runs]
    gone = AuditEvent.objects.exclude(number__in=AuditDetail.objects.values("number")).order_by("number")
    count, unexplained = 0, None
    for number in gone.values_list("number", flat=True).iterator():
        count += 1
        at = bisect_right(begins, number) - 1
        if unexplained is None and not (at >= 0 and runs[at][1] >= number):
            unexplained = number
    changed = next((one.number for one in certificates if digest_of(one) != one.digest), None)
    return Gone(count, len(certificates), unexplained, changed)
