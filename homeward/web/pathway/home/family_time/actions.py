"""Writes down family time: what is planned with whom, and each session that took place or did not."""

from datetime import date

from django.core.exceptions import ValidationError

from homeward.practice.after.family_time import HELD, Basis
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.chronology.copied import check_not_copied
from homeward.web.chronology.models import VisitKind
from homeward.web.pathway.home.details import FamilyTimeDetails, SessionDetails
from homeward.web.pathway.home.ways import check_happened
from homeward.web.pathway.models import FamilyTimePlan, FamilyTimeSession
from homeward.web.people.entering import entered, words_needed
from homeward.web.people.models import Child
from homeward.web.people.recording import about_child
from homeward.web.people.rights import check_tied, check_writes


def plan_family_time(*, child: Child, details: FamilyTimeDetails, by: User | None) -> FamilyTimePlan:
    """Write down what is planned with one relative; what was planned with them before stays, as earlier.

    Raises ValidationError without words of how often, where and why supervised or not, and for an order nobody names.
    """
    check_writes(child, by)
    check_tied(child, details.person)
    told = {
        "how_often": words_needed(details.how_often, "how_often", "Say how often."),
        "where": words_needed(details.where, "where", "Say where."),
        "supervision_because": words_needed(details.supervision_because, "supervision_because", "Say why."),
        "rests_on": details.rests_on.strip(),
    }
    if details.basis == Basis.ORDER:
        words_needed(details.rests_on, "rests_on", "Say which order, of which day.")
    check_not_copied(told.values(), concerned=[child], by=by, because=details.elsewhere_because)
    with recorded("family_time_planned", by=by) as entry:
        kinds = {"supervision": details.supervision, "basis": details.basis, "on": clock.today()}
        why = {"elsewhere_because": details.elsewhere_because.strip()}
        row = entered(FamilyTimePlan, by, child=child, person=details.person, **told, **kinds, **why)
        row.save()
        about_child(entry, child, by, row)
    return row


def record_session(*, child: Child, details: SessionDetails, by: User | None) -> FamilyTimeSession:
    """Write down a session that took place or did not, and whose doing it was.

    What a visit of the chronology tells is not written a second time. Raises ValidationError for that, for a day to
    come, for a session that took place of which nobody says what was seen, and for one that did not without the reason.
    """
    check_writes(child, by)
    check_tied(child, details.person)
    on = _day_of(child, details)
    told = _told_of(details)
    check_not_copied(told.values(), concerned=[child], by=by, because=details.elsewhere_because)
    with recorded("family_time_session_recorded", by=by) as entry:
        kinds = {"phase": details.phase, "took_place": details.took_place, "on": on, "visit": details.visit}
        why = {"elsewhere_because": details.elsewhere_because.strip()}
        row = entered(FamilyTimeSession, by, child=child, person=details.person, **told, **kinds, **why)
        row.save()
        about_child(entry, child, by, row, on=on.isoformat(), took_place=details.took_place)
    return row


def _day_of(child: Child, details: SessionDetails) -> date:
    """Return the session's day: that of the visit which tells of it, or what was said. Raises ValidationError."""
    visit = details.visit
    if visit is not None:
        if visit.kind != VisitKind.FAMILY_TIME or not visit.children.filter(pk=child.pk).exists():
            raise ValidationError({"visit": "This is no family time of the child in the chronology."})
        if details.saw.strip() or details.childs_words.strip():
            raise ValidationError({"saw": "What was seen and said stands in the visit. Leave this empty."})
        return visit.on
    if details.on is None:
        raise ValidationError({"on": "Enter the day of the session."})
    check_happened(details.on)
    return details.on


def _told_of(details: SessionDetails) -> dict[str, str]:
    if details.took_place not in HELD:
        words_needed(details.because, "because", "Say why it did not take place, and what was offered instead.")
        if details.saw.strip() or details.visit:
            raise ValidationError({"took_place": "Something was seen, so it took place. Choose again."})
    elif details.visit is None:
        words_needed(details.saw, "saw", "Say what was seen, or that nobody was there to see it.")
    return {name: getattr(details, name).strip() for name in ("because", "saw", "childs_words", "seen_by")}
