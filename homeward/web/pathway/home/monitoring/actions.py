"""Writes the plan after care, which visits were at home, the same-day check, and the council's schedule of visits."""

from datetime import date

from django.core.exceptions import ValidationError

from homeward.practice.after.schedule_file import read_schedule
from homeward.practice.after.support import why_not_until
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.chronology.copied import check_not_copied
from homeward.web.chronology.models import Visit
from homeward.web.pathway.home.details import SafetyDetails, SupportDetails
from homeward.web.pathway.home.phases.queries import planned_home_on
from homeward.web.pathway.home.visits import AT_A_PLACE
from homeward.web.pathway.home.ways import came_home_by, check_happened, homes_of, open_start
from homeward.web.pathway.local.actions import SETS_POLICY
from homeward.web.pathway.models import LocalVisits, OfficerTold, PathwayStart, SafetyLook, SupportPlan, VisitAtHome
from homeward.web.people.entering import entered, words_needed
from homeward.web.people.models import Child, NetworkMember
from homeward.web.people.recording import about_child
from homeward.web.people.rights import check_has_role, check_writes


def plan_support(*, child: Child, details: SupportDetails, by: User | None) -> SupportPlan:
    """Write down the plan after care: the help, who leads it, and until when; what stood before stays, as earlier.

    Raises ValidationError where the help ends sooner than six months after coming home and nobody says why.
    """
    check_writes(child, by)
    told = {
        "plan_name": words_needed(details.plan_name, "plan_name", "Say what the plan is called here."),
        "help": words_needed(details.help, "help", "Say what help child and parents get."),
        "sooner_because": details.sooner_because.strip(),
        "school_words": _school(details),
    }
    _check_of_network(child, details)
    check_not_copied(told.values(), concerned=[child], by=by, because=details.elsewhere_because)
    with recorded("support_after_return_planned", by=by) as entry:
        start = open_start(child)
        if why_not := why_not_until(_home_on(start), details.until_on, details.sooner_because):
            raise ValidationError({"sooner_because": why_not})
        who = {"lead_member" if isinstance(details.lead, NetworkMember) else "lead": details.lead}
        row = entered(
            SupportPlan,
            by,
            start=start,
            on=clock.today(),
            until_on=details.until_on,
            school=details.school,
            elsewhere_because=details.elsewhere_because.strip(),
            **who,
            **told,
        )
        row.save()
        about_child(entry, child, by, row, until_on=details.until_on.isoformat())
    return row


def note_visit_at_home(
    *, child: Child, visit: Visit, not_alone_because: str, concerns: str, by: User | None
) -> VisitAtHome:
    """Write down that a visit of the chronology was where the child now lives, and what worries of it.

    Raises ValidationError for a visit on which the child was not seen, for one before the child came home, and without
    a reason where the child was not seen alone.
    """
    check_writes(child, by)
    seen = visit.visited.filter(child=child, is_seen=True, visit__struck_at=None, visit__kind__in=AT_A_PLACE).first()
    if seen is None:
        raise ValidationError("On this visit nobody saw the child where the child lives.")
    why = not_alone_because.strip()
    if not seen.is_alone:
        words_needed(why, "not_alone_because", "Say why the child was not seen alone.")
    check_not_copied([why, concerns], concerned=[child], by=by)
    with recorded("visit_at_home_noted", by=by) as entry:
        start = open_start(child)
        home = came_home_by(start, clock.today())
        if home is None or visit.on < home.on:
            raise ValidationError("The child did not live at home yet on that day.")
        told = {"not_alone_because": "" if seen.is_alone else why, "concerns": concerns.strip(), "on": visit.on}
        row = entered(VisitAtHome, by, start=start, visit=visit, **told)
        row.save()
        about_child(entry, child, by, row)
    return row


def look_at_safety(*, child: Child, details: SafetyDetails, by: User | None) -> SafetyLook:
    """Write down what was looked at, at home, and who was found to live there. The visit tells who was seen."""
    check_writes(child, by)
    told = {
        "looked_at": words_needed(details.looked_at, "looked_at", "Say what was looked at."),
        "lives_there": words_needed(details.lives_there, "lives_there", "Say who was found to live there."),
    }
    check_happened(details.on)
    if details.visit is not None and not details.visit.visited.filter(child=child).exists():
        raise ValidationError({"visit": "This visit was not with the child."})
    check_not_copied(told.values(), concerned=[child], by=by, because=details.elsewhere_because)
    with recorded("safety_at_home_looked_at", by=by) as entry:
        why = {"elsewhere_because": details.elsewhere_because.strip()}
        start = open_start(child)
        on = details.visit.on if details.visit else details.on
        row = entered(SafetyLook, by, start=start, visit=details.visit, on=on, **told, **why)
        row.save()
        about_child(entry, child, by, row, on=on.isoformat())
    return row


def tell_officer(*, child: Child, words: str, review_on: date | None, by: User | None, on: date) -> OfficerTold:
    """Write down that the reviewing officer was told of an unplanned return, and for when the review is set."""
    check_writes(child, by)
    said = words_needed(words, "words", "Say what the reviewing officer was told, and what they asked for.")
    check_happened(on)
    if review_on is not None and review_on < on:
        raise ValidationError({"review_on": "The review cannot be before the reviewing officer was told."})
    check_not_copied([said], concerned=[child], by=by)
    with recorded("reviewing_officer_told", by=by) as entry:
        row = entered(OfficerTold, by, start=open_start(child), words=said, review_on=review_on, on=on)
        row.save()
        about_child(entry, child, by, row, on=on.isoformat())
    return row


def put_in_visits(*, text: str, why: str, by: User | None, on: date) -> LocalVisits:
    """Put in the council's own schedule of visits after a return, from a day. It takes the place of the one before.

    Raises ValidationError that says what is wrong in the text, without a reason, and for a day that has passed.
    """
    check_has_role(by, SETS_POLICY, "change the policy of the service")
    reason = words_needed(why, "why", "Say why.")
    if on < clock.today():
        raise ValidationError({"on": "Enter today or a later day"})
    try:
        read_schedule(text)
    except ValueError as error:
        raise ValidationError({"text": str(error)}) from None
    row = LocalVisits(text=text, why=reason, begins_on=on, put_in_by=by, put_in_at=clock.now())
    with recorded("visits_after_return_put_in", by=by) as entry:
        row.save()
        entry.about(row)
        entry.detail = {"on": on.isoformat()}
    return row


def _home_on(start: PathwayStart) -> date:
    """Return when the child came home or, before that, is planned to come home; today where nothing is planned."""
    home = homes_of([start], clock.today()).get(start.pk)
    return home.on if home and not home.ended_on else planned_home_on(start) or clock.today()


def _school(details: SupportDetails) -> str:
    """Return what school does, or why nobody there watches. Raises ValidationError without either."""
    says = "Say what they watch for." if details.school else "Say why nobody in school watches."
    return words_needed(details.school_words, "school_words", says)


def _check_of_network(child: Child, details: SupportDetails) -> None:
    for one in (details.lead, details.school):
        if isinstance(one, NetworkMember) and one.child_id != child.pk:
            raise ValidationError("This person is not in the child’s network.")
