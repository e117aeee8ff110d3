"""Letters go to one recipient each, and hold nothing of the other parent; what an order asks for is asked."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from homeward.practice.decisions.requirements import SignsAs
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.pathway.decisions.actions import give_view, propose_decision
from homeward.web.pathway.decisions.details import ProposalDetails
from homeward.web.pathway.home_assessment.actions import consider_placement, keep_order
from homeward.web.pathway.home_assessment.details import OrderDetails, PlacementDetails
from homeward.web.pathway.models import (
    AbuseRecorded,
    ContactOrder,
    DecisionProposal,
    PathwayStart,
    Replacement,
    ReviewerSays,
)
from homeward.web.pathway.queries import way_of
from homeward.web.pathway.work.sources import tasks_of_ways
from homeward.web.people.models import (
    CareEpisode,
    Child,
    Household,
    HouseholdMembership,
    Kinship,
    NotToBeTold,
    Person,
    Secret,
)
from tests.web.people_world import entered
from tests.web.test_pathway_assessment import parent_of
from tests.web.test_pathway_decisions import (  # noqa: F401 - the same child, people and way
    at_approval,
    found,
    mother,
    officer,
    proposed,
    reviewer,
    signed,
)
from tests.web.test_pathway_pages import ana, browser, manager, worker  # noqa: F401 - the same child and people

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TO_CHILD, TO_MOTHER, TO_FATHER = "You can go home soon.", "You kept to all of it.", "She goes to her mother."


@pytest.fixture
def father(ana: Child) -> Person:  # noqa: F811
    person = parent_of(ana, "Fay", Kinship.FATHER)
    home = Household.objects.create(address="3 Made-up Lane", postcode="ZZ9 9ZZ", **entered())
    HouseholdMembership.objects.create(household=home, person=person, **entered())
    return person


@pytest.fixture
def told_apart(
    ana: Child,  # noqa: F811
    worker: User,  # noqa: F811
    mother: Person,  # noqa: F811
    father: Person,
) -> DecisionProposal:
    start = at_approval(ana, worker)
    PathwayStart.objects.filter(pk=start.pk).update(abuse=AbuseRecorded.YES)
    found(ana, worker, mother)
    apart = ((mother, TO_MOTHER), (father, TO_FATHER))
    return propose_decision(child=ana, details=ProposalDetails("approve", TO_CHILD, "", apart), by=worker)


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def letter(user: User, row: DecisionProposal, person: Person, form: str = "pdf"):
    return browser(user).get(reverse("decision_letter", args=[row.start.child_id, row.pk, person.pk, form]))


@pytest.mark.slow
def test_each_letter_holds_what_is_meant_for_its_recipient_alone(
    ana: Child,  # noqa: F811
    told_apart: DecisionProposal,
    mother: Person,  # noqa: F811
    father: Person,
    worker: User,  # noqa: F811
    manager: User,  # noqa: F811
    officer: User,  # noqa: F811
    reviewer: User,  # noqa: F811
) -> None:
    assert letter(worker, told_apart, mother).status_code == 404
    give_view(child=ana, proposal=told_apart, says=ReviewerSays.SUPPORTS, words="I agree.", by=reviewer)
    signed(ana, told_apart, manager, SignsAs.TEAM_MANAGER)
    signed(ana, told_apart, officer, SignsAs.NOMINATED_OFFICER)
    own = {ana.person: TO_CHILD, mother: TO_MOTHER, father: TO_FATHER}
    addresses = ("Invented Row", "Made-up Lane", "ZZ1 1ZZ", "ZZ9 9ZZ")
    for person, words in own.items():
        found_text = text_of(letter(worker, told_apart, person).content)
        assert words in found_text
        assert not [one for one in (*own.values(), *addresses) if one != words and one in found_text]
        assert "to be filled in before this is sent" in found_text
        assert "permission" not in found_text
    word = Document(BytesIO(letter(worker, told_apart, father, "docx").content))
    headings = [one.text for one in word.paragraphs if one.style.name == "Heading 1"]
    assert headings == ["Why", "Who decided", "If you do not agree"]
    record = browser(worker).get(reverse("decision_record", args=[ana.pk, told_apart.pk, "pdf"]))
    whole = text_of(record.content)
    assert all(words in whole for words in own.values())
    assert "Supports it" in whole
    assert "unverified" in whole


def test_parents_are_not_told_together_where_abuse_is_recorded(
    ana: Child,  # noqa: F811
    worker: User,  # noqa: F811
    mother: Person,  # noqa: F811
    father: Person,
) -> None:
    start = at_approval(ana, worker)
    PathwayStart.objects.filter(pk=start.pk).update(abuse=AbuseRecorded.NOT_KNOWN)
    found(ana, worker, mother)
    with pytest.raises(ValidationError, match="each parent apart"):
        proposed(ana, worker)
    row = propose_decision(
        child=ana, details=ProposalDetails("approve", TO_CHILD, "", ((mother, TO_MOTHER),)), by=worker
    )
    shown = browser(worker).get(reverse("decision", args=[ana.pk, row.pk])).text
    assert TO_MOTHER in shown
    assert row.reasons.count() == 1


def test_no_letter_goes_to_whom_nothing_may_be_told(
    ana: Child,  # noqa: F811
    told_apart: DecisionProposal,
    father: Person,
    worker: User,  # noqa: F811
) -> None:
    NotToBeTold.objects.create(child=ana, person=father, what=Secret.ANYTHING, reason="x", **entered())
    shown = browser(worker).get(reverse("decision", args=[ana.pk, told_apart.pk])).text
    assert "this person must not be told anything about the child" in shown
    assert letter(worker, told_apart, father).status_code == 404


def on_order(child: Child, *, place: str = "U4") -> None:
    began = clock.today() - timedelta(days=3) if place == "P1" else clock.today() - timedelta(days=100)
    CareEpisode.objects.filter(child=child).update(dec_on=began, reason_ceased="X1")
    told = {"legal_status": "C2", "place": place, "reason_new_episode": "U", "entered_at": clock.now()}
    CareEpisode.objects.create(child=child, decom_on=began, **told)


def test_of_a_child_on_an_order_the_plan_and_why_the_order_stays_come_first(
    ana: Child,  # noqa: F811
    worker: User,  # noqa: F811
    manager: User,  # noqa: F811
    officer: User,  # noqa: F811
    reviewer: User,  # noqa: F811
    mother: Person,  # noqa: F811
) -> None:
    on_order(ana)
    at_approval(ana, worker)
    found(ana, worker, mother)
    with pytest.raises(ValidationError, match="why the order stays"):
        proposed(ana, worker)
    later = clock.today() + timedelta(days=180)
    order = OrderDetails("Two more months of help under it.", later, Replacement.SUPERVISION, "", clock.today())
    keep_order(child=ana, details=order, by=worker)
    with pytest.raises(ValidationError, match="placed with a parent"):
        proposed(ana, worker)
    plan = PlacementDetails(ContactOrder.NONE, "All on our list.", "Family support.", "In the file.", clock.today())
    consider_placement(child=ana, details=plan, by=worker)
    row = proposed(ana, worker)
    give_view(child=ana, proposal=row, says=ReviewerSays.SUPPORTS, words="I agree.", by=reviewer)
    signed(ana, row, manager, SignsAs.TEAM_MANAGER)
    missing = {each.need.id for each in way_of(ana, clock.today()).position.missing}
    assert missing == {"placement_with_parents", "decision_signed"}
    signed(ana, row, officer, SignsAs.NOMINATED_OFFICER)
    assert not way_of(ana, clock.today()).position.missing


def test_a_contact_order_that_forbids_it_stops_a_placement(
    ana: Child,  # noqa: F811
    worker: User,  # noqa: F811
    mother: Person,  # noqa: F811
) -> None:
    on_order(ana)
    at_approval(ana, worker)
    found(ana, worker, mother)
    later = clock.today() + timedelta(days=180)
    order = OrderDetails("Help under it.", later, Replacement.NOTHING, "", clock.today())
    keep_order(child=ana, details=order, by=worker)
    plan = PlacementDetails(ContactOrder.FORBIDS, "All on our list.", "Support.", "In the file.", clock.today())
    consider_placement(child=ana, details=plan, by=worker)
    with pytest.raises(ValidationError, match="placed with a parent"):
        proposed(ana, worker)


def test_the_emergency_route_has_its_clocks_and_says_that_it_is_unverified(
    ana: Child,  # noqa: F811
    worker: User,  # noqa: F811
    mother: Person,  # noqa: F811
) -> None:
    on_order(ana, place="P1")
    at_approval(ana, worker)
    shown = browser(worker).get(reverse("home_assessment", args=[ana.pk])).text
    assert "at most 10 working days" in shown
    assert "Unverified" in shown
    way = way_of(ana, clock.today())
    ids = [task.id for task in tasks_of_ways([way], clock.today())[way.start.pk]]
    assert {"emergency_placement_assessed", "emergency_placement_decided"} <= set(ids)
