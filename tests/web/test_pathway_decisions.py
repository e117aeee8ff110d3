"""A decision is sealed and signed by those the law names, by nobody who wrote what it rests on; any change ends it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from homeward.law.clock import add_working_days
from homeward.law.nation import Nation
from homeward.practice.decisions.decision import State
from homeward.practice.decisions.requirements import SignsAs
from homeward.practice.pathways.position import EntryKind, Move
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.pathway.actions import meet_need, note_fact, take_move
from homeward.web.pathway.decisions.actions import (
    give_view,
    propose_decision,
    sign_decision,
    withdraw_decision,
    write_dissent,
)
from homeward.web.pathway.decisions.details import DissentDetails, ProposalDetails
from homeward.web.pathway.decisions.queries import current_return, decisions_of
from homeward.web.pathway.home_assessment.actions import assess_adult, assess_home, strike_home_part
from homeward.web.pathway.home_assessment.details import FoundDetails
from homeward.web.pathway.models import (
    AbuseRecorded,
    DecisionCarriedOut,
    DecisionProposal,
    Disagrees,
    NeedMet,
    PathwayEntry,
    PathwayStart,
    ReviewerSays,
)
from homeward.web.pathway.queries import way_of
from homeward.web.people.models import (
    AllocatedAs,
    Allocation,
    CareEpisode,
    Child,
    Household,
    HouseholdMembership,
    Person,
    Relationship,
)
from homeward.web.people.rights import NotPermittedError
from tests.web.people_world import entered, make_user
from tests.web.test_pathway_assessment import parent_of
from tests.web.test_pathway_pages import ana, boxes, browser, manager, worker  # noqa: F401 - the same child and people

pytestmark = pytest.mark.django_db
WAY = (
    ("decided", "consider", "yes"),
    ("done", "plan_assessment", ""),
    ("done", "chronology", ""),
    ("done", "assessment", ""),
    ("done", "first_classification", ""),
    ("decided", "decide_work_towards", "yes"),
    ("done", "agreement", ""),
    ("done", "review_of_change", ""),
    ("done", "second_classification", ""),
)
SAID = ("classified", "child_heard", "warnings_answered", "support_planned", "review_held")
APPROVE = Move(EntryKind.DECIDED, "decide_approve", "", "approve")


@pytest.fixture
def officer() -> User:
    return make_user(3, Role.NOMINATED_OFFICER)


@pytest.fixture
def reviewer(ana: Child) -> User:  # noqa: F811
    user = make_user(4, Role.REVIEWING_OFFICER)
    Allocation.objects.create(child=ana, user=user, allocated_as=AllocatedAs.REVIEWING_OFFICER, **entered())
    return user


@pytest.fixture
def mother(ana: Child) -> Person:  # noqa: F811
    person = parent_of(ana, "Mo")
    person.born_on = date(1990, 1, 1)
    person.save()
    ana.person.born_on = clock.today() - timedelta(days=9 * 366)
    ana.person.save()
    home = Household.objects.create(address="12 Invented Row", postcode="ZZ1 1ZZ", **entered())
    HouseholdMembership.objects.create(household=home, person=person, **entered())
    return person


def at_approval(child: Child, by: User) -> PathwayStart:
    """Let a child stand where a return is approved, with all there but home, view and signatures."""
    on = {"entered_at": clock.now(), "entered_by": by}
    began = clock.today() - timedelta(days=30)
    start = PathwayStart.objects.create(
        child=child, pathway="return_home", began_on=began, because="x", abuse=AbuseRecorded.NO, **on
    )
    for at, (kind, step, answer) in enumerate(WAY, 1):
        PathwayEntry.objects.create(
            start=start, kind=kind, step=step, answer=answer, position=at, on=clock.today(), **on
        )
    for need in SAID:
        NeedMet.objects.create(start=start, step="decide_approve", need=need, on=clock.today(), words="x", **on)
    return start


def found(child: Child, by: User, person: Person, *, suitable: bool = True) -> None:
    """Write down the home assessment of where somebody lives alone."""
    home = person.households.get().household
    details = FoundDetails(suitable, "Dry, safe and warm.", clock.today())
    assess_home(child=child, household=home, details=details, by=by)
    assess_adult(child=child, person=person, details=details, by=by)


def proposed(child: Child, by: User) -> DecisionProposal:
    details = ProposalDetails("approve", "You wanted to go home, and it is safe.", "Much has changed at home.")
    return propose_decision(child=child, details=details, by=by)


def signed(child: Child, row: DecisionProposal, by: User, signs_as: SignsAs, *, is_yes: bool = True) -> None:
    sign_decision(child=child, proposal=row, signs_as=signs_as, is_yes=is_yes, words="Enough has changed.", by=by)


def state(start: PathwayStart) -> State:
    return decisions_of(start, clock.today())[0].standing.state


@pytest.fixture
def waiting(ana: Child, worker: User, mother: Person) -> DecisionProposal:  # noqa: F811
    at_approval(ana, worker)
    found(ana, worker, mother)
    return proposed(ana, worker)


@pytest.fixture
def approved(
    ana: Child,  # noqa: F811
    waiting: DecisionProposal,
    manager: User,  # noqa: F811
    officer: User,
    reviewer: User,
) -> DecisionProposal:
    give_view(child=ana, proposal=waiting, says=ReviewerSays.SUPPORTS, words="I agree.", by=reviewer)
    signed(ana, waiting, manager, SignsAs.TEAM_MANAGER)
    signed(ana, waiting, officer, SignsAs.NOMINATED_OFFICER)
    return waiting


def test_a_return_is_decided_once_everybody_whom_the_law_names_has_signed(
    ana: Child,  # noqa: F811
    waiting: DecisionProposal,
    manager: User,  # noqa: F811
    officer: User,
    reviewer: User,
) -> None:
    with pytest.raises(ValidationError, match="reviewing officer’s view comes first"):
        signed(ana, waiting, manager, SignsAs.TEAM_MANAGER)
    give_view(child=ana, proposal=waiting, says=ReviewerSays.DOES_NOT, words="Too early.", by=reviewer)
    signed(ana, waiting, manager, SignsAs.TEAM_MANAGER)
    assert state(waiting.start) == State.WAITING
    with pytest.raises(ValidationError, match="Missing: the decision, signed"):
        take_move(child=ana, move=APPROVE, reason="Signed", by=manager, on=clock.today())
    signed(ana, waiting, officer, SignsAs.NOMINATED_OFFICER)
    assert state(waiting.start) == State.APPROVED
    take_move(child=ana, move=APPROVE, reason="Signed", by=manager, on=clock.today())
    assert way_of(ana, clock.today()).position.step.id == "prepare"


def test_a_return_is_not_proposed_before_the_home_and_its_adults_are_found_suitable(
    ana: Child,  # noqa: F811
    worker: User,  # noqa: F811
    mother: Person,
) -> None:
    at_approval(ana, worker)
    with pytest.raises(ValidationError, match="that the home, and who lives there, was found suitable"):
        proposed(ana, worker)
    found(ana, worker, mother, suitable=False)
    with pytest.raises(ValidationError, match="suitable"):
        proposed(ana, worker)


def test_nobody_signs_what_they_wrote(
    ana: Child,  # noqa: F811
    worker: User,  # noqa: F811
    manager: User,  # noqa: F811
    mother: Person,
    officer: User,
    reviewer: User,
) -> None:
    at_approval(ana, worker)
    found(ana, officer, mother)
    row = proposed(ana, manager)
    give_view(child=ana, proposal=row, says=ReviewerSays.SUPPORTS, words="I agree.", by=reviewer)
    with pytest.raises(ValidationError, match="You wrote this proposal"):
        signed(ana, row, manager, SignsAs.TEAM_MANAGER)
    with pytest.raises(ValidationError, match="You wrote part of what this rests on"):
        signed(ana, row, officer, SignsAs.NOMINATED_OFFICER)
    with pytest.raises(ValidationError, match="do not sign as"):
        signed(ana, row, make_user(9, Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE), SignsAs.TEAM_MANAGER)


def test_one_person_signs_in_one_role_only(
    ana: Child,  # noqa: F811
    waiting: DecisionProposal,
    manager: User,  # noqa: F811
    reviewer: User,
) -> None:
    manager.roles.create(role=Role.NOMINATED_OFFICER, begins_on=date(2020, 1, 1)) if hasattr(manager, "roles") else None
    give_view(child=ana, proposal=waiting, says=ReviewerSays.SUPPORTS, words="I agree.", by=reviewer)
    signed(ana, waiting, manager, SignsAs.TEAM_MANAGER)
    with pytest.raises(ValidationError, match="one person signs in one role only"):
        signed(ana, waiting, manager, SignsAs.NOMINATED_OFFICER)


def test_whoever_moves_in_ends_an_approval_and_moving_out_again_does_not_bring_it_back(
    ana: Child,  # noqa: F811
    approved: DecisionProposal,
    worker: User,  # noqa: F811
    manager: User,  # noqa: F811
    mother: Person,
) -> None:
    take_move(child=ana, move=APPROVE, reason="Signed", by=manager, on=clock.today())
    assert state(approved.start) == State.APPROVED
    home = mother.households.get().household
    lodger = Person.objects.create(entered_at=clock.now(), born_on=date(1980, 1, 1))
    moved = HouseholdMembership.objects.create(household=home, person=lodger, **entered())
    one = current_return(approved.start, clock.today())
    assert one.has_lapsed
    assert "home assessment" in one.standing.changed[0].words
    assert "approval_stands" in {each.need.id for each in way_of(ana, clock.today()).position.missing}
    moved.ends_on = clock.today()
    moved.save()
    assert current_return(approved.start, clock.today()).has_lapsed
    moved.struck_at = clock.now()
    moved.save()
    assert current_return(approved.start, clock.today()).has_lapsed


def test_what_is_struck_out_ends_an_approval_and_a_new_proposal_is_needed(
    ana: Child,  # noqa: F811
    approved: DecisionProposal,
    worker: User,  # noqa: F811
    manager: User,  # noqa: F811
    officer: User,
    reviewer: User,
    mother: Person,
) -> None:
    take_move(child=ana, move=APPROVE, reason="Signed", by=manager, on=clock.today())
    strike_home_part(child=ana, part=approved.start.homes_found.get(), because="Wrong day", by=worker)
    found(ana, worker, mother)
    assert state(approved.start) == State.LAPSED
    anew = proposed(ana, worker)
    give_view(child=ana, proposal=anew, says=ReviewerSays.SUPPORTS, words="Still.", by=reviewer)
    signed(ana, anew, manager, SignsAs.TEAM_MANAGER)
    assert "approval_stands" in {each.need.id for each in way_of(ana, clock.today()).position.missing}
    signed(ana, anew, officer, SignsAs.NOMINATED_OFFICER)
    assert "approval_stands" not in {each.need.id for each in way_of(ana, clock.today()).position.missing}
    states = [one.standing.state for one in decisions_of(approved.start, clock.today())]
    assert states == [State.APPROVED, State.LAPSED]


def test_a_new_view_after_a_signature_ends_the_decision(
    ana: Child,  # noqa: F811
    approved: DecisionProposal,
    reviewer: User,
) -> None:
    give_view(child=ana, proposal=approved, says=ReviewerSays.DOES_NOT, words="I heard more.", by=reviewer)
    assert state(approved.start) == State.LAPSED


def test_the_reviewing_officers_view_is_nobody_elses(
    ana: Child,  # noqa: F811
    waiting: DecisionProposal,
    worker: User,  # noqa: F811
    reviewer: User,
) -> None:
    with pytest.raises(NotPermittedError):
        give_view(child=ana, proposal=waiting, says=ReviewerSays.SUPPORTS, words="x", by=worker)
    with pytest.raises(ValidationError):
        give_view(child=ana, proposal=waiting, says=ReviewerSays.NOT_ASKED, words="x", by=reviewer)
    give_view(child=ana, proposal=waiting, says=ReviewerSays.NOT_ASKED, words="On leave, and it is urgent.", by=worker)
    give_view(child=ana, proposal=waiting, says=ReviewerSays.DOES_NOT, words="I am back: too early.", by=reviewer)
    with pytest.raises(ValidationError, match="it stays"):
        give_view(child=ana, proposal=waiting, says=ReviewerSays.NOT_ASKED, words="On leave.", by=worker)


def test_what_happens_is_written_down_on_a_lapsed_approval_too_and_says_so(
    ana: Child,  # noqa: F811
    approved: DecisionProposal,
    worker: User,  # noqa: F811
    manager: User,  # noqa: F811
) -> None:
    take_move(child=ana, move=APPROVE, reason="Signed", by=manager, on=clock.today())
    strike_home_part(child=ana, part=approved.start.homes_found.get(), because="Wrong day", by=worker)
    note_fact(child=ana, fact="went_home", words="", by=worker, on=clock.today())
    kept = DecisionCarriedOut.objects.get()
    assert not kept.stood
    assert "had lapsed" in kept.words
    assert state(approved.start) == State.CARRIED_OUT


def test_a_decision_that_was_carried_out_stays_so_whatever_changes_after(
    ana: Child,  # noqa: F811
    approved: DecisionProposal,
    worker: User,  # noqa: F811
    manager: User,  # noqa: F811
) -> None:
    take_move(child=ana, move=APPROVE, reason="Signed", by=manager, on=clock.today())
    note_fact(child=ana, fact="went_home", words="", by=worker, on=clock.today())
    assert DecisionCarriedOut.objects.get().stood
    strike_home_part(child=ana, part=approved.start.homes_found.get(), because="Wrong day", by=worker)
    assert state(approved.start) == State.CARRIED_OUT
    with pytest.raises(ValidationError, match="cannot be withdrawn"):
        withdraw_decision(child=ana, proposal=approved, because="No", by=manager)


@pytest.mark.slow
def test_dissent_is_kept_and_a_no_refuses(
    ana: Child,  # noqa: F811
    waiting: DecisionProposal,
    worker: User,  # noqa: F811
    manager: User,  # noqa: F811
    reviewer: User,
) -> None:
    details = DissentDetails(Disagrees.CARER, "She is not ready.", "Her carer")
    write_dissent(child=ana, proposal=waiting, details=details, by=worker)
    give_view(child=ana, proposal=waiting, says=ReviewerSays.SUPPORTS, words="I agree.", by=reviewer)
    signed(ana, waiting, manager, SignsAs.TEAM_MANAGER, is_yes=False)
    assert state(waiting.start) == State.REFUSED
    shown = browser(worker).get(reverse("decision", args=[ana.pk, waiting.pk])).text
    assert "She is not ready." in shown
    assert "Refused" in shown


def test_what_signatures_meet_is_not_said_in_words(
    ana: Child,  # noqa: F811
    worker: User,  # noqa: F811
    waiting: DecisionProposal,
) -> None:
    for need in ("decision_signed", "nominated_officer", "reviewer_view"):
        with pytest.raises(ValidationError, match="by itself"):
            meet_need(child=ana, need=need, words="Done", by=worker, on=clock.today())


@pytest.mark.slow
def test_the_pages_lead_from_the_childs_way_to_a_signature(
    ana: Child,  # noqa: F811
    worker: User,  # noqa: F811
    manager: User,  # noqa: F811
    reviewer: User,
    mother: Person,
) -> None:
    at_approval(ana, worker)
    page, child = browser(worker), ana.pk
    assert reverse("decisions", args=[child]) in page.get(reverse("pathway", args=[child])).text
    home, on = mother.households.get().household, boxes(clock.today())
    shown = page.get(reverse("home_assessment", args=[child])).text
    assert "Where Mo Invented lives" in shown
    told = {"is_suitable": "yes", "words": "Dry and warm.", **on}
    page.post(reverse("home_assessment_home", args=[child, home.pk]), told)
    page.post(reverse("home_assessment_adult", args=[child, mother.pk]), told)
    told = {"for_child": "You can go home to 12 Invented Row.", "for_parents": "Much has changed."}
    refused = page.post(reverse("decision_propose", args=[child, "approve"]), told)
    assert "hold an address" in refused.text
    told["for_child"] = "You can go home."
    shown = page.post(reverse("decision_propose", args=[child, "approve"]), told, follow=True)
    assert "Waiting for signatures" in shown.text
    row = DecisionProposal.objects.get()
    view = reverse("decision_view", args=[child, row.pk])
    browser(reviewer).post(view, {"says": "supports", "words": "I agree."})
    assert page.get(reverse("decision_sign", args=[child, row.pk])).status_code == 404
    assert "waits for your signature" in browser(manager).get("/").text
    sign = reverse("decision_sign", args=[child, row.pk])
    browser(manager).post(sign, {"is_yes": "yes", "words": "Enough has changed."})
    assert row.signatures.count() == 1


@pytest.mark.slow
def test_a_lapse_stands_on_the_childs_way_on_the_decision_and_on_the_first_pages_of_those_concerned(
    ana: Child,  # noqa: F811
    approved: DecisionProposal,
    worker: User,  # noqa: F811
    manager: User,  # noqa: F811
    officer: User,
) -> None:
    strike_home_part(child=ana, part=approved.start.homes_found.get(), because="Wrong day", by=worker)
    assert "has lapsed" in browser(worker).get(reverse("pathway", args=[ana.pk])).text
    assert "cannot come back" in browser(worker).get(reverse("decision", args=[ana.pk, approved.pk])).text
    for user in (worker, manager, officer):
        assert "the decision has lapsed" in browser(user).get("/").text


def test_who_wrote_the_assessment_does_not_decide_to_work_towards_a_return(
    ana: Child,  # noqa: F811
    manager: User,  # noqa: F811
    mother: Person,
) -> None:
    start = at_approval(ana, manager)
    PathwayEntry.objects.filter(start=start, position__gt=5).delete()
    NeedMet.objects.filter(start=start).update(step="decide_work_towards")
    start.assessed_parents.create(person=mother, entered_at=clock.now(), entered_by=manager)
    move = Move(EntryKind.DECIDED, "decide_work_towards", "", "yes")
    with pytest.raises(ValidationError, match="another manager decides"):
        take_move(child=ana, move=move, reason="Yes", by=manager, on=clock.today())


def test_the_twentieth_working_day_in_care_ends_what_was_signed_without_the_nominated_officer(
    ana: Child,  # noqa: F811
    worker: User,  # noqa: F811
    manager: User,  # noqa: F811
    mother: Person,
) -> None:
    came_on = clock.today() - timedelta(days=5)
    CareEpisode.objects.filter(child=ana).update(decom_on=came_on)
    start = at_approval(ana, worker)
    found(ana, worker, mother)
    row = proposed(ana, worker)
    give_view(child=ana, proposal=row, says=ReviewerSays.NOT_ASKED, words="On leave.", by=worker)
    signed(ana, row, manager, SignsAs.TEAM_MANAGER)
    assert state(start) == State.APPROVED
    long_on = add_working_days(came_on, 20, Nation.ENGLAND)
    assert decisions_of(start, long_on - timedelta(days=1))[0].standing.state == State.APPROVED
    lapsed = decisions_of(start, long_on)[0].standing
    assert lapsed.state == State.LAPSED
    assert lapsed.changed[0].at.date() == long_on


def test_a_move_to_another_carer_ends_no_approval_and_another_legal_status_does(
    ana: Child,  # noqa: F811
    approved: DecisionProposal,
) -> None:
    today = clock.today()
    CareEpisode.objects.filter(child=ana).update(dec_on=today - timedelta(days=2), reason_ceased="X1")
    told = {"legal_status": "V2", "place": "U1", "reason_new_episode": "P", "entered_at": clock.now()}
    moved = CareEpisode.objects.create(child=ana, decom_on=today - timedelta(days=2), **told)
    assert state(approved.start) == State.APPROVED
    CareEpisode.objects.filter(pk=moved.pk).update(dec_on=today - timedelta(days=1), reason_ceased="X1")
    order = CareEpisode.objects.create(
        child=ana, decom_on=today - timedelta(days=1), **{**told, "legal_status": "C1", "reason_new_episode": "L"}
    )
    assert state(approved.start) == State.LAPSED
    CareEpisode.objects.filter(pk=order.pk).update(struck_at=clock.now())
    CareEpisode.objects.filter(pk=moved.pk).update(dec_on=None, reason_ceased="")
    assert state(approved.start) == State.LAPSED


def test_the_return_itself_ends_no_approval_in_whatever_order_it_is_written_down(
    ana: Child,  # noqa: F811
    approved: DecisionProposal,
    worker: User,  # noqa: F811
    manager: User,  # noqa: F811
    mother: Person,
) -> None:
    take_move(child=ana, move=APPROVE, reason="Signed", by=manager, on=clock.today())
    CareEpisode.objects.filter(child=ana).update(dec_on=clock.today(), reason_ceased="E4A")
    home = mother.households.get().household
    HouseholdMembership.objects.create(household=home, person=ana.person, **entered(begins_on=clock.today()))
    assert state(approved.start) == State.APPROVED
    note_fact(child=ana, fact="went_home", words="", by=worker, on=clock.today())
    assert DecisionCarriedOut.objects.get().stood


def test_a_panel_that_the_council_put_in_signs_what_is_proposed_after(
    ana: Child,  # noqa: F811
    approved: DecisionProposal,
    worker: User,  # noqa: F811
    manager: User,  # noqa: F811
) -> None:
    head = make_user(5, Role.HEAD_OF_SERVICE)
    page = browser(head)
    told = {"text": 'panel = "permanence panel"', "why": "Our scheme", **boxes(clock.today())}
    address = reverse("policy_change", args=["decisions"])
    assert "goes to the permanence panel" in page.post(address, told).text
    page.post(address, {**told, "put-in": "yes"})
    assert state(approved.start) == State.APPROVED
    withdraw_decision(child=ana, proposal=approved, because="Anew", by=worker)
    anew = proposed(ana, worker)
    give_view(child=ana, proposal=anew, says=ReviewerSays.NOT_ASKED, words="On leave.", by=worker)
    signed(ana, anew, head, SignsAs.PANEL)
    waits = decisions_of(anew.start, clock.today())[0].standing.waits_for
    assert [one.signs_as for one in waits] == [SignsAs.TEAM_MANAGER, SignsAs.NOMINATED_OFFICER]


def test_every_adult_of_the_household_is_assessed_and_children_are_not_asked_for(
    ana: Child,  # noqa: F811
    worker: User,  # noqa: F811
    mother: Person,
) -> None:
    start, home = at_approval(ana, worker), mother.households.get().household
    found(ana, worker, mother)
    assert not {"home_suitable"} & {each.need.id for each in way_of(ana, clock.today()).position.missing}
    for given, born in (("Kid", clock.today()), ("Lodger", date(1980, 1, 1))):
        person = parent_of(ana, given)
        Relationship.objects.filter(person=person).delete()
        Person.objects.filter(pk=person.pk).update(born_on=born)
        HouseholdMembership.objects.create(household=home, person=person, **entered())
    missing = {each.need.id for each in way_of(ana, clock.today()).position.missing}
    assert "home_suitable" in missing
    assert start.adults_assessed.count() == 1
