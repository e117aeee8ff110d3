"""Makes the record of a decision, and letters to one recipient each, from what is recorded, as a reader may see it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils.timezone import get_current_timezone

from homeward.practice.decisions.decision import STATE_WORDS, State
from homeward.practice.decisions.local_scheme import CONTACTS
from homeward.practice.decisions.requirements import SIGNS_AS_WORDS, Requirement, SignsAs
from homeward.reports.decision_told import DecisionTold, LetterTold, Rested, Said, Signed
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.chronology.models import Written
from homeward.web.pathway.decisions.local import scheme_on
from homeward.web.pathway.decisions.queries import Decided
from homeward.web.pathway.decisions.recipients import Recipient, recipients_of
from homeward.web.pathway.queries import Way
from homeward.web.people.models import AllocatedAs, Allocation
from homeward.web.people.record.heading import heading_of

_TOLD_OF = frozenset({State.APPROVED, State.REFUSED, State.CARRIED_OUT})
_FOR_CHILD = ("advocate", "reviewing_officers", "complaints")
_FOR_PARENTS = ("complaints", "reviewing_officers", "family_rights")


def may_be_told(one: Decided) -> str:
    """Return why nobody is told of a decision by letter yet; empty where it was decided."""
    if one.standing.state in _TOLD_OF:
        return ""
    if one.standing.state == State.LAPSED:
        return "It lapsed before it was carried out: tell those concerned, and decide anew."
    return "A letter is written once it is decided."


def no_letter(one: Decided, to: Recipient) -> str:
    """Return why one recipient gets no letter about a decision, or none yet; empty where one may be written."""
    no_reasons = "" if reasons_for(one, to) else "No reasons were written down for them."
    return to.why_not or may_be_told(one) or no_reasons


def record_told(request: HttpRequest, way: Way, one: Decided, words: tuple[str, str]) -> DecisionTold:
    """Return what the record of a decision is made from; `words` are the step and the answer."""
    row, heading = one.proposal, heading_of(request)
    carried = one.carried_out
    return DecisionTold(
        whose=heading.name,
        born=heading.born.removeprefix("born "),
        as_of=clock.today(),
        prepared_by=request.user.name,
        step=words[0],
        answer=words[1],
        state=STATE_WORDS[one.standing.state],
        proposed=_said(row, ""),
        reasons=tuple(_reasons(request, way, one)),
        conditions=row.conditions,
        signed=tuple(_signed(one, each) for each in one.required),
        view=_said(one.view, one.view.words) if one.view else None,
        view_says=one.view.get_says_display() if one.view else "",
        rested=tuple(
            Rested(each.words, _day(each.at) if each.at else None, each.digest) for each in one.decision.sealed
        ),
        seal=one.seal,
        dissents=tuple(_dissent(each) for each in one.dissents),
        changed=tuple(each.in_words for each in one.standing.changed),
        carried_out=f"The child went home on {_words(carried.entry.on)}. {carried.words}".strip() if carried else "",
        withdrawn=f"Withdrawn: {row.struck_because}" if row.struck_at else "",
        is_invented=settings.HOMEWARD_INVENTED,
    )


def letter_told(request: HttpRequest, way: Way, one: Decided, to: Recipient, answer: str) -> LetterTold:
    """Return what one person is told of a decision. Of a parent it holds what is meant for that parent alone."""
    contacts = scheme_on(clock.today()).contacts
    asked = _FOR_CHILD if to.is_child else _FOR_PARENTS
    return LetterTold(
        to=to.name,
        is_child=to.is_child,
        child=heading_of(request).name,
        on=clock.today(),
        decided=_decided(one, answer, heading_of(request).name, is_child=to.is_child),
        reasons=reasons_for(one, to),
        conditions=one.proposal.conditions,
        deciders=tuple(_decider(each) for each in one.signatures),
        worker=_worker(way),
        contacts=tuple((CONTACTS[name], contacts.get(name, "")) for name in asked),
        is_on_order=way.record.child.is_on_order,
        is_invented=settings.HOMEWARD_INVENTED,
    )


def reasons_for(one: Decided, to: Recipient) -> str:
    """Return the reasons as one recipient is told them; of parents who are told apart only that parent's own."""
    if to.is_child:
        return str(one.proposal.for_child)
    own = next((row.words for row in one.proposal.reasons.all() if row.person_id == to.person.pk), "")
    return own or str(one.proposal.for_parents)


def _decided(one: Decided, answer: str, child: str, *, is_child: bool) -> str:
    whom, goes = ("you", "You go home") if is_child else (child, f"{child} goes home")
    if one.standing.state == State.REFUSED:
        return f"This was proposed for {whom}: {answer[0].lower()}{answer[1:]}. It was not approved."
    if one.is_return:
        return f"{goes}. This was approved by everybody whom the law names."
    return f"This was decided about {whom}: {answer[0].lower()}{answer[1:]}."


def _reasons(request: HttpRequest, way: Way, one: Decided) -> Iterable[tuple[str, str]]:
    yield "To the child", one.proposal.for_child
    if one.proposal.for_parents:
        yield "To the parents", one.proposal.for_parents
    names = {each.person.pk: each.name for each in recipients_of(way.start, request.user, clock.today())}
    for row in one.proposal.reasons.all():
        if row.person_id in names:
            yield f"To {names[row.person_id]}", row.words


def _signed(one: Decided, requirement: Requirement) -> Signed:
    signs_as = requirement.signs_as or SignsAs.TEAM_MANAGER
    asked = Signed(SIGNS_AS_WORDS[signs_as], requirement.why, requirement.instrument, requirement.is_verified)
    given = next((each for each in one.signatures if each.signs_as == signs_as), None)
    if given is None:
        return asked
    told = {"by": _name(given.entered_by), "on": _day(given.entered_at), "is_yes": given.is_yes, "words": given.words}
    return Signed(asked.role, asked.why, asked.instrument, asked.is_verified, **told)


def _dissent(row: Written) -> Said:
    who = row.name or (_name(row.entered_by) if row.whose == "worker" else row.get_whose_display())
    return _said(row, row.words, who)


def _said(row: Written, words: str, who: str = "") -> Said:
    return Said(who or _name(row.entered_by), _day(row.entered_at), words)


def _decider(row: Written) -> str:
    return f"{_name(row.entered_by)}, {SIGNS_AS_WORDS[SignsAs(row.signs_as)]}"


def _worker(way: Way) -> str:
    workers = Allocation.objects.on(clock.today()).filter(child=way.start.child_id)
    found = workers.filter(allocated_as=AllocatedAs.SOCIAL_WORKER).select_related("user").first()
    return f"{found.user.name}, the social worker" if found else ""


def _name(user: User | None) -> str:
    return user.name if user else "the service"


def _day(at: datetime) -> date:
    return at.astimezone(get_current_timezone()).date()


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
