"""Writes decisions: proposed and sealed, viewed by the reviewing officer, signed, disagreed with, withdrawn."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from homeward.practice.decisions.decision import State
from homeward.practice.decisions.grounds import Ground
from homeward.practice.decisions.requirements import SignsAs
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.chronology.copied import check_not_copied
from homeward.web.chronology.writing import struck
from homeward.web.pathway.decisions.details import DissentDetails, ProposalDetails
from homeward.web.pathway.decisions.grounds import grounds_of
from homeward.web.pathway.decisions.proposing import Proposable, proposable
from homeward.web.pathway.decisions.queries import Decided, decisions_of, last_position, view_ground
from homeward.web.pathway.decisions.recipients import check_reasons
from homeward.web.pathway.decisions.signing import why_not
from homeward.web.pathway.local.queries import PATHWAY
from homeward.web.pathway.models import (
    DecisionDissent,
    DecisionGround,
    DecisionProposal,
    DecisionReason,
    DecisionSignature,
    PathwayStart,
    ReviewerSays,
    ReviewerView,
)
from homeward.web.people.entering import entered, words_needed
from homeward.web.people.models import Child
from homeward.web.people.recording import about_child
from homeward.web.people.relations import Relation, relations_of
from homeward.web.people.rights import NotPermittedError, check_leads, check_writes


def propose_decision(*, child: Child, details: ProposalDetails, by: User) -> DecisionProposal:
    """Propose a decision at the step where the child stands, sealed to what it rests on today.

    Raises ValidationError where something is missing that must be there before it is proposed, and while another
    proposal waits or is approved.
    """
    check_writes(child, by)
    for_child = words_needed(details.for_child, "for_child", "Give the reasons in words that the child understands.")
    apart = [(person, words) for person, words in details.apart if words.strip()]
    texts = [for_child, details.for_parents, details.conditions, *(words for _, words in apart)]
    check_not_copied(texts, concerned=[child], by=by, because=details.elsewhere_because)
    with recorded("decision_proposed", by=by) as entry:
        start = _locked(child)
        now = proposable(child, details.answer, clock.today())
        _check_proposable(now, details)
        check_reasons(start, details, texts)
        told = {"step": now.step, "answer": details.answer, "after_position": last_position(start)}
        words = {
            "for_child": for_child,
            "for_parents": details.for_parents.strip(),
            "conditions": details.conditions.strip(),
        }
        home = {"household": details.household or now.only_home, "panel": now.panel}
        elsewhere = {"elsewhere_because": details.elsewhere_because.strip()}
        row = entered(DecisionProposal, by, start=start, **told, **words, **home, **elsewhere)
        row.save()
        reasons = (DecisionReason(proposal=row, person=person, words=words.strip()) for person, words in apart)
        DecisionReason.objects.bulk_create(reasons)
        _keep(row, None, grounds_of(start, clock.today()))
        about_child(entry, child, by, row, step=row.step, answer=row.answer)
    return row


def give_view(*, child: Child, proposal: DecisionProposal, says: ReviewerSays, words: str, by: User) -> ReviewerView:
    """Write down the reviewing officer’s view of a proposal, or why it was not asked for.

    The view itself is for the child’s reviewing officer alone. A new one takes the place of the one before; once
    somebody has signed, the decision lapses by it. Raises ValidationError for a proposal that is not open.
    """
    check_writes(child, by)
    said = words_needed(words, "words", "Say why.")
    _check_may_view(child, says, by)
    with recorded("reviewing_officers_view_given", by=by) as entry:
        one = _open(child, proposal)
        if says == ReviewerSays.NOT_ASKED and one.has_own_view:
            raise ValidationError("The reviewing officer has given a view: it stays.")
        row = entered(ReviewerView, by, proposal=one.proposal, says=says, words=said)
        if one.view is not None:
            struck(one.view, by, "Another view was given.").save()
            row.replaces = one.view
        row.save()
        about_child(entry, child, by, row, says=row.says)
    return row


def sign_decision(  # noqa: PLR0913 - whose decision, in which role, yes or no, why, by whom
    *, child: Child, proposal: DecisionProposal, signs_as: SignsAs, is_yes: bool, words: str, by: User
) -> DecisionSignature:
    """Sign a proposal in a role, yes or no, with words. All is read anew within the transaction.

    Raises ValidationError for its author, for who wrote what it rests on, for a second signature by one person, before
    the reviewing officer’s view is there, and once it lapsed.
    """
    check_writes(child, by)
    said = words_needed(words, "words", "Say why you sign, or why not.")
    with recorded("decision_signed", by=by) as entry:
        one = _open(child, proposal)
        if refused := why_not(by, child, one, signs_as):
            raise ValidationError(refused)
        row = entered(DecisionSignature, by, proposal=one.proposal, signs_as=signs_as, is_yes=is_yes, words=said)
        row.save()
        _keep(one.proposal, row, view_ground(one.proposal, one.proposal.reviewer_views.all()))
        about_child(entry, child, by, row, signs_as=row.signs_as, is_yes=is_yes, seal=one.seal)
    return row


def write_dissent(*, child: Child, proposal: DecisionProposal, details: DissentDetails, by: User) -> DecisionDissent:
    """Write down that somebody disagrees with a proposal, in their own words; it is never struck out."""
    check_writes(child, by)
    said = words_needed(details.words, "words", "Write down what they say, in their own words.")
    check_not_copied([said], concerned=[child], by=by, because=details.elsewhere_because)
    with recorded("decision_dissent_written", by=by) as entry:
        one = _found(child, proposal)
        told = {"whose": details.whose, "name": details.name.strip(), "words": said}
        elsewhere = {"elsewhere_because": details.elsewhere_because.strip()}
        row = entered(DecisionDissent, by, proposal=one.proposal, **told, **elsewhere)
        row.save()
        about_child(entry, child, by, row, whose=row.whose)
    return row


def withdraw_decision(*, child: Child, proposal: DecisionProposal, because: str, by: User) -> None:
    """Withdraw a proposal, with the reason: its writer may, and those who lead. Not once it is carried out."""
    check_writes(child, by)
    if proposal.entered_by_id != by.pk:
        check_leads(child, by)
    reason = words_needed(because, "because", "Say why it is withdrawn.")
    with recorded("decision_withdrawn", by=by) as entry:
        one = _found(child, proposal)
        if one.standing.state == State.CARRIED_OUT:
            raise ValidationError("This was carried out: it cannot be withdrawn.")
        kept = struck(one.proposal, by, reason)
        kept.save()
        about_child(entry, child, by, kept)


def _locked(child: Child) -> PathwayStart:
    """Return the child’s latest way, locked: of two people who write at once, one waits for the other."""
    rows = PathwayStart.objects.select_for_update(of=("self",)).filter(child=child, pathway=PATHWAY, struck_at=None)
    start = rows.select_related("child__person").first()
    if start is None:
        raise ValidationError("There is no way under way.")
    return start


def _found(child: Child, proposal: DecisionProposal) -> Decided:
    """Return a decision of the child’s latest way as it stands now, read anew under lock."""
    start = _locked(child)
    found = next((one for one in decisions_of(start, clock.today()) if one.proposal.pk == proposal.pk), None)
    if found is None:
        raise ValidationError("This is not a decision of the child’s way.")
    return found


def _open(child: Child, proposal: DecisionProposal) -> Decided:
    found = _found(child, proposal)
    if not found.standing.is_open:
        raise ValidationError("This proposal is not open any more. Open it again to see what stands.")
    return found


def _check_proposable(now: Proposable, details: ProposalDetails) -> None:
    if now.why_not:
        raise ValidationError(now.why_not)
    wanted = details.household
    if wanted is not None and wanted.pk not in {home.household.pk for home in now.homes}:
        raise ValidationError({"household": "This home was not found suitable."})
    if wanted is None and len(now.homes) > 1:
        raise ValidationError({"household": "Choose the home to which the child would go."})


def _check_may_view(child: Child, says: ReviewerSays, by: User) -> None:
    reviews = Relation.REVIEWS in relations_of(by, child)
    if says == ReviewerSays.NOT_ASKED and reviews:
        raise ValidationError({"says": "You are the reviewing officer: give your view."})
    if says != ReviewerSays.NOT_ASKED and not reviews:
        raise NotPermittedError("Only the child’s reviewing officer gives the reviewing officer’s view.")


def _keep(proposal: DecisionProposal, signature: DecisionSignature | None, grounds: Iterable[Ground]) -> None:
    DecisionGround.objects.bulk_create(
        DecisionGround(
            proposal=proposal,
            signature=signature,
            kind=one.kind,
            ground=one.id,
            digest=one.digest,
            words=one.words,
            at=one.at,
        )
        for one in grounds
    )
