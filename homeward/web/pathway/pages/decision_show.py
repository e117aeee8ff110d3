"""The decisions for a return home: who must sign, what was proposed, who signed, and whether it still stands."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import get_current_timezone
from django.views.decorators.http import require_safe

from homeward.practice.decisions.decision import STATE_WORDS
from homeward.practice.decisions.requirements import SIGNS_AS_WORDS, UNVERIFIED, Requirement, SignsAs, must_be_there
from homeward.web import clock
from homeward.web.pathway.decisions.letters import no_letter
from homeward.web.pathway.decisions.local import scheme_on
from homeward.web.pathway.decisions.proposing import proposable_on, step_decided
from homeward.web.pathway.decisions.queries import Decided, decisions_of, is_return, required_of
from homeward.web.pathway.decisions.recipients import recipients_of
from homeward.web.pathway.decisions.signing import open_to_sign
from homeward.web.pathway.home_assessment.queries import home_assessment_of
from homeward.web.pathway.models import DecisionSignature
from homeward.web.pathway.queries import Way, way_of
from homeward.web.people.relations import TO_LEAD, TO_WRITE, Relation


@dataclass(frozen=True)
class DecisionLine:
    """A decision in one line of the list: the step, the answer in words, and where it stands."""

    decided: Decided
    title: str
    answer: str
    state: str


@dataclass(frozen=True)
class SignerLine:
    """A signature that is asked for, and the one that was given, if any."""

    requirement: Requirement
    role: str
    given: DecisionSignature | None


@dataclass(frozen=True)
class AnswerLine:
    """An answer that can be proposed now, or why it cannot."""

    id: str
    title: str
    why_not: str


@require_safe
def decisions_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show who must sign for this child, what must be there before, and every decision that was proposed."""
    today = clock.today()
    way = way_of(request.child, today)
    if way is None:
        return redirect("pathway", request.child.pk)
    child = way.record.child
    step = step_decided(way, today)
    may_write = bool(request.relations & TO_WRITE)
    panel = scheme_on(today).panel
    context = {
        "lines": [line_of(way, one) for one in decisions_of(way.start, today)],
        "required": required_of(child, today, is_return=True, panel=panel),
        "there": must_be_there(child, today),
        "unverified": UNVERIFIED,
        "step": step,
        "answers": [
            AnswerLine(one.id, one.title, proposable_on(way, one.id, today).why_not)
            for one in (step.answers if step and may_write else ())
        ],
    }
    return render(request, "pathway/decisions_show.html", context)


@require_safe
def decision_show(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Show one decision whole."""
    today = clock.today()
    way, one = decided_or_404(request, pk)
    may_write = bool(request.relations & TO_WRITE)
    reviews = Relation.REVIEWS in request.relations
    leads = bool(request.relations & TO_LEAD) or one.proposal.entered_by_id == request.user.pk
    context = {
        "line": line_of(way, one),
        "one": one,
        "home": _home_name(request, way, one),
        "reasons": _reasons(request, way, one),
        "signers": [_signer(one, requirement) for requirement in one.required],
        "grounds": _grounds(one),
        "is_return": is_return(one.proposal.step, one.proposal.answer),
        "may_sign": open_to_sign(request.user, request.child, one),
        "may_view": may_write and one.standing.is_open and (reviews or not one.has_own_view),
        "reviews": reviews,
        "may_dissent": may_write,
        "may_withdraw": may_write and leads and one.standing.state not in ("withdrawn", "carried_out"),
        "letters": [(each, no_letter(one, each)) for each in recipients_of(way.start, request.user, today)],
        "unverified": UNVERIFIED,
    }
    return render(request, "pathway/decision_show.html", context)


def decided_or_404(request: HttpRequest, pk: UUID) -> tuple[Way, Decided]:
    """Return a decision of the child's way, with the way. Raises Http404 where there is none."""
    way = way_of(request.child, clock.today())
    found = decisions_of(way.start, clock.today()) if way else []
    one = next((each for each in found if each.proposal.pk == pk), None)
    if way is None or one is None:
        raise Http404
    return way, one


def line_of(way: Way, one: Decided) -> DecisionLine:
    """Return a decision in words, by the pathway of the day on which it was proposed."""
    pathway = way.versions.on(one.proposal.entered_at.astimezone(get_current_timezone()).date())
    step = pathway.by_id.get(one.proposal.step)
    answer = step.answer(one.proposal.answer) if step else None
    title = step.title if step else one.proposal.step
    return DecisionLine(one, title, answer.title if answer else one.proposal.answer, STATE_WORDS[one.standing.state])


def _signer(one: Decided, requirement: Requirement) -> SignerLine:
    signs_as = requirement.signs_as or SignsAs.TEAM_MANAGER
    given = next((each for each in one.signatures if each.signs_as == signs_as), None)
    return SignerLine(requirement, SIGNS_AS_WORDS[signs_as], given)


def _grounds(one: Decided) -> list[tuple[str, str, bool]]:
    """Return on what it rests: in words, the digest's first signs, and whether it changed since."""
    now = {(ground.kind, ground.id): ground.digest for ground in one.now}
    return [
        (ground.words, ground.digest[:12], now.get((ground.kind, ground.id)) != ground.digest)
        for ground in one.decision.sealed
    ]


def _reasons(request: HttpRequest, way: Way, one: Decided) -> list[tuple[str, str]]:
    """Return to whom which reasons are told; of a parent of whom the reader may not be told, nothing."""
    told = [("The child", one.proposal.for_child)]
    if one.proposal.for_parents:
        told.append(("The parents", one.proposal.for_parents))
    names = {each.person.pk: each.name for each in recipients_of(way.start, request.user, clock.today())}
    return told + [(names[row.person_id], row.words) for row in one.proposal.reasons.all() if row.person_id in names]


def _home_name(request: HttpRequest, way: Way, one: Decided) -> str:
    """Return whose home it is; empty where none was said, or nobody a parent of the child lives there any more."""
    if one.proposal.household_id is None:
        return ""
    homes = home_assessment_of(way.start, clock.today(), request.user).homes
    name = next((home.name for home in homes if home.household.pk == one.proposal.household_id), "")
    return f"{name[:1].lower()}{name[1:]}"
