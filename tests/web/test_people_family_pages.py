"""A child's family: who may read and write it, what is added, ended and struck out, and what stays hidden."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.people.access.actions import break_glass, restrict_child
from homeward.web.people.details import KinDetails, PersonDetails, RecordStart, RestrictionDetails
from homeward.web.people.family.actions import relate_persons
from homeward.web.people.models import (
    Agency,
    AllocatedAs,
    Contact,
    Fact,
    Household,
    HouseholdMembership,
    MayBeContacted,
    NotToBeTold,
    ParentalResponsibility,
    Person,
    PersonName,
    Relationship,
)
from homeward.web.people.persons.actions import add_relative, create_child, open_child_record, strike_fact
from homeward.web.people.teams.actions import allocate_child
from tests.web.people_story import BEGAN, Story, tell_story

pytestmark = pytest.mark.django_db
HIDE = RestrictionDetails(reason="invented", number_to_ring="0300 000 000")
SENT = {"csrfmiddlewaretoken": "x"}
"""What a browser sends with a form that was left empty."""
TWELFTH = {"begins_on-day": "12", "begins_on-month": "3", "begins_on-year": "2025"}


@pytest.fixture
def story(db: None) -> Story:
    return tell_story()


@pytest.fixture
def client(story: Story) -> Client:
    return browser(story.worker)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def family(story: Story, below: str = "") -> str:
    return f"/children/{story.child.pk}/family/{below}"


def words_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(unescape(re.sub("<[^>]+>", " ", answer.content.decode())).split())


def last(action: str) -> tuple[AuditEvent, dict]:
    row = AuditEvent.objects.filter(action=action).order_by("-number")[0]
    return row, json.loads(AuditDetail.objects.get(number=row.number).body)


# Reading


def test_the_family_page_says_who_may_be_told_and_reached(story: Story, client: Client) -> None:
    page = words_of(client, family(story))
    for said in (
        "Mo Exemplar Mother",
        "Fin Exemplar Father",
        "Must not be contacted Must not be told: Where the child lives",
        "Invented Borough Council: Care order (the council), since 5 February 2024",
        "1 Invented Lane, ZZ1 1ZZ",
    ):
        assert said in page, said
    assert page.index("Mo Exemplar") < page.index("Flo Carter"), "parents stand before carers"


@pytest.mark.slow
@pytest.mark.parametrize("below", ["", "genogram/", "ecomap/", "person"])
def test_the_pages_are_for_staff_with_a_tie_only(story: Story, user_with: Callable[..., User], below: str) -> None:
    address = family(story, f"{story.mother.pk}/" if below == "person" else below)
    carer = user_with(Role.FOSTER_CARER)
    allocate_child(child=story.child, user=carer, allocated_as=AllocatedAs.FOSTER_CARER, by=None, on=clock.today())
    assert browser(carer).get(address).status_code == 403
    assert browser(user_with(Role.ANALYST)).get(address).status_code == 403
    assert browser(user_with(Role.SOCIAL_WORKER)).get(address).status_code == 404
    for user in (story.worker, story.manager, story.officer, user_with(Role.DIRECTOR), user_with(Role.EMERGENCY_DUTY)):
        assert browser(user).get(address).status_code == 200
    row = AuditEvent.objects.order_by("-number")[0]
    assert (row.action, row.subject_id) == ("page_read", str(story.child.pk))


def test_whoever_has_a_record_shut_to_the_reader_is_on_no_page(story: Story, client: Client) -> None:
    sister = add_relative(child=story.child, details=PersonDetails("Canary", "Exemplar"), kind="sibling", by=None)
    relate_persons(child=story.child, kin=KinDetails(story.mother, "mother", sister), by=None, on=None)
    pages = [family(story, below) for below in ("", "genogram/", "ecomap/", f"{story.mother.pk}/", "relate/")]
    assert all("Canary" in words_of(client, address) for address in pages)
    own = open_child_record(person=sister, through=story.child, start=RecordStart(), by=None, on=BEGAN)
    restrict_child(child=own, details=HIDE, leave_for=[story.manager, story.officer], by=None, on=clock.today())
    assert not any("Canary" in words_of(client, address) for address in pages)
    assert client.get(family(story, f"{sister.pk}/")).status_code == 404


def test_a_person_of_another_record_is_not_there(story: Story, client: Client) -> None:
    start = RecordStart(team=story.team, allocated_to=story.worker)
    other = create_child(details=PersonDetails("Other", "Child"), start=start, by=None, on=BEGAN)
    theirs = add_relative(child=other, details=PersonDetails("Aunt", "Other"), kind="aunt_uncle", by=None)
    name = theirs.names.get()
    assert client.get(f"/children/{other.pk}/family/{theirs.pk}/").status_code == 200
    for below in (f"{theirs.pk}/", f"{theirs.pk}/change/", f"{theirs.pk}/names/add/", f"name/{name.pk}/strike/"):
        assert client.get(family(story, below)).status_code == 404, below
    for below in (f"{uuid4()}/", f"name/{uuid4()}/end/", f"nonsense/{name.pk}/end/"):
        assert client.get(family(story, below)).status_code == 404, below


def test_the_drawings_are_told_in_words_with_every_name(story: Story, client: Client) -> None:
    for below in ("genogram/", "ecomap/"):
        answer = client.get(family(story, below))
        told = " ".join(answer.context["told"])
        assert "<svg" in answer.content.decode()
        for name in ("Jordan Exemplar", "Mo Exemplar", "Fin Exemplar", "Flo Carter"):
            assert name in told, (below, name)
    assert "Invented Worker" in told, "the network stands in the ecomap"


# Writing: what each form stores, for whom, and that it is written down


ADDED = {
    "names/add/": ({"given": "Molly", "family": "Sample", "kind": "known_as", "is_shown": "on"}, PersonName),
    "contacts/add/": ({"way": "phone", "value": "0300 000 111", "safety": "ask", "when": "Evenings"}, Contact),
    "homes/add/": ({"household": "new", "address": "22 Example Road", "postcode": "zz9 9zz"}, HouseholdMembership),
    "responsibility/add/": ({"basis": "court_order"}, ParentalResponsibility),
    "contact-leave/add/": ({"may": "supervised", "words": "At the family centre"}, MayBeContacted),
    "secrets/add/": ({"what": "school", "reason": "Threats at the gate"}, NotToBeTold),
}


@pytest.mark.parametrize("way", ADDED)
def test_a_fact_is_added_to_a_person_and_shown(story: Story, client: Client, way: str) -> None:
    told, model = ADDED[way]
    answer = client.post(family(story, f"{story.father.pk}/{way}"), told | TWELFTH)
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    assert answer.url == family(story, f"{story.father.pk}/")
    fact = model.objects.filter(person=story.father).order_by("-entered_at").first()
    assert (fact.begins_on, fact.entered_by) == (date(2025, 3, 12), story.worker)
    page = words_of(client, answer.url)
    assert "Since 12 March 2025" in page
    if way == "names/add/":
        assert "Molly Sample" in page
        assert "Molly" in words_of(client, family(story)), "a name shown first is shown everywhere"
    row = AuditEvent.objects.exclude(action="page_read").order_by("-number")[0]
    assert row.subject_id == str(story.child.pk)
    assert not {"Molly", "0300", "Example", "gate"} & set(json.dumps(last(row.action)[1]).split('"'))


@pytest.mark.parametrize("way", ADDED)
def test_an_empty_form_comes_back_with_its_errors(story: Story, client: Client, way: str) -> None:
    before = {model: model.objects.count() for _, model in ADDED.values()}
    answer = client.post(family(story, f"{story.father.pk}/{way}"), SENT)
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert "Error: " in answer.content.decode()
    assert before == {model: model.objects.count() for model in before}


@pytest.mark.parametrize(
    "way", ["add/", "relate/", "agency/", "{person}/change/", *(f"{{person}}/{way}" for way in ADDED)]
)
def test_every_input_says_which_fact_it_records(story: Story, client: Client, way: str) -> None:
    page = client.get(family(story, way.format(person=story.father.pk))).content.decode()
    page = page[page.index("<main") :]
    inputs = re.findall(r"<(?:input|select|textarea)[^>]*>", page)
    silent = [one for one in inputs if "data-fact=" not in one and "hidden" not in one]
    assert len(inputs) > 2
    assert not silent


@pytest.mark.slow
@pytest.mark.parametrize(
    "way", ["add/", "relate/", "agency/", "{person}/change/", *(f"{{person}}/{way}" for way in ADDED)]
)
def test_nobody_writes_who_may_only_read(story: Story, user_with: Callable[..., User], way: str) -> None:
    reader, duty = user_with(Role.SOCIAL_WORKER), user_with(Role.EMERGENCY_DUTY)
    break_glass(child=story.child, reason="The hospital rang.", by=reader)
    address = family(story, way.format(person=story.father.pk))
    for user in (reader, duty):
        assert browser(user).get(address).status_code == 404
        assert browser(user).post(address, {}).status_code == 404
        page = browser(user).get(family(story, f"{story.father.pk}/")).content.decode()
        assert "Strike out" not in page
        assert "Add somebody" not in browser(user).get(family(story)).content.decode()


def test_somebody_is_added_with_what_they_are(story: Story, client: Client) -> None:
    answer = client.post(
        family(story, "add/"), {"given": "Rosa", "family": "Sample", "kind": "grandparent", "sex": "female"}
    )
    added = Person.objects.get(names__given="Rosa")
    assert answer.url == family(story, f"{added.pk}/")
    assert "Rosa Sample Grandmother" in words_of(client, family(story))
    client.post(family(story, "add/"), {"given": "Dana", "kind": "mother", "sex": "unknown"})
    assert Person.objects.get(names__given="Dana").sex == "female", "who is the mother need not be told to be female"
    answer = client.post(family(story, "add/"), {"kind": "friend", "sex": "unknown"})
    assert "Enter at least one name" in answer.content.decode()


def test_a_day_to_come_is_refused(story: Story, client: Client) -> None:
    day = clock.today() + timedelta(days=1)
    days = {f"begins_on-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}
    answer = client.post(family(story, f"{story.father.pk}/secrets/add/"), {"what": "school", "reason": "x"} | days)
    assert "Enter today or a day before it" in answer.content.decode()


def test_a_home_of_the_record_is_joined_and_not_made_anew(story: Story, client: Client) -> None:
    homes = Household.objects.count()
    answer = client.post(family(story, f"{story.mother.pk}/homes/add/"), {"household": str(story.home.pk)})
    assert answer.status_code == 302
    assert Household.objects.count() == homes
    assert story.home.memberships.filter(person=story.mother).exists()
    again = client.post(family(story, f"{story.mother.pk}/homes/add/"), {"household": str(story.home.pk)})
    assert "lives there already" in again.content.decode()
    assert client.post(family(story, f"{story.mother.pk}/homes/add/"), {"household": str(uuid4())}).status_code == 200


def test_what_is_known_of_a_person_is_changed_and_the_audit_names_the_fields_only(story: Story, client: Client) -> None:
    address = family(story, f"{story.mother.pk}/change/")
    born = {"born_on-day": "1", "born_on-month": "2", "born_on-year": "1988", "born_exactly": "day"}
    told = {**born, "sex": "female", "first_language": "Welsh", "needs_interpreter": "on"}
    assert client.post(address, told).status_code == 302
    story.mother.refresh_from_db()
    assert (story.mother.born_on, story.mother.needs_interpreter) == (date(1988, 2, 1), True)
    assert set(last("person_changed")[1]["fields"]) == {
        "born_on",
        "born_exactly",
        "first_language",
        "needs_interpreter",
    }
    died = {"died_on-day": "1", "died_on-month": "2", "died_on-year": "1980"}
    assert "before they were born" in client.post(address, told | died).content.decode()


def test_an_agency_is_given_parental_responsibility_and_ended(story: Story, client: Client) -> None:
    agency = Agency.objects.create(name="Invented Other Council", kind="council")
    answer = client.post(family(story, "agency/"), {"agency": str(agency.pk), "basis": "care_order"} | TWELFTH)
    assert answer.url == family(story)
    assert "Invented Other Council: Care order" in words_of(client, family(story))
    held = ParentalResponsibility.objects.get(agency=agency)
    day = {"ends_on-day": "1", "ends_on-month": "6", "ends_on-year": "2025"}
    assert client.post(family(story, f"responsibility/{held.pk}/end/"), day).url == family(story)
    assert "Invented Other Council" not in words_of(client, family(story))


# Ending and striking out


def test_what_ended_and_what_was_struck_out_stay_with_who_and_why(story: Story, client: Client) -> None:
    secret, leave = NotToBeTold.objects.get(), MayBeContacted.objects.get()
    day = {"ends_on-day": "1", "ends_on-month": "6", "ends_on-year": "2025"}
    person = family(story, f"{story.father.pk}/")
    assert client.post(family(story, f"contact-leave/{leave.pk}/end/"), day).url == person
    assert (
        client.post(family(story, f"secret/{secret.pk}/strike/"), {"because": "It was said of another."}).url == person
    )
    page = words_of(client, person)
    assert "Must not be contacted Court order. Since 5 February 2024, until 1 June 2025" in page
    assert f"by {story.worker.name}: It was said of another." in page
    overview = words_of(client, f"/children/{story.child.pk}/")
    assert "must not be" not in overview
    again = client.post(family(story, f"secret/{secret.pk}/strike/"), {"because": "Again."})
    assert "struck out already" in again.content.decode()


def test_nothing_ends_before_it_began_and_nothing_is_struck_out_without_a_reason(story: Story, client: Client) -> None:
    secret = NotToBeTold.objects.get()
    day = {"ends_on-day": "1", "ends_on-month": "6", "ends_on-year": "2020"}
    assert (
        "before the day on which it began"
        in client.post(family(story, f"secret/{secret.pk}/end/"), day).content.decode()
    )
    assert "Say why this was wrong" in client.post(family(story, f"secret/{secret.pk}/strike/"), SENT).content.decode()
    secret.refresh_from_db()
    assert (secret.ends_on, secret.struck_at) == (None, None)


def test_a_relation_that_was_wrong_leaves_the_family_and_stays_below_it(story: Story, client: Client) -> None:
    tie = Relationship.objects.get(person=story.father)
    strike_fact(child=story.child, fact=tie, because="He is the uncle.", by=story.worker)
    page = words_of(client, family(story))
    assert "Fin Exemplar is the father of Jordan Exemplar" in page
    assert "He is the uncle." in page
    assert "Fin Exemplar Father" not in page


def test_who_is_who_is_related_within_the_record_and_to_a_child_of_another(story: Story, client: Client) -> None:
    told = {"person": str(story.mother.pk), "kind": "former_partner", "other": str(story.father.pk)}
    assert client.post(family(story, "relate/"), told).url == family(story)
    assert "recorded already" in client.post(family(story, "relate/"), told).content.decode()
    start = RecordStart(team=story.team, local_id="INV904", allocated_to=story.worker)
    sibling = create_child(details=PersonDetails("Sib", "Ling"), start=start, by=None, on=BEGAN)
    told = {"person": str(story.child.person_id), "kind": "sibling", "other_id": "inv904"}
    assert client.post(family(story, "relate/"), told).status_code == 302
    assert "Sib Ling" in words_of(client, family(story))
    assert "Jordan" in words_of(client, f"/children/{sibling.pk}/family/")


def test_a_child_whose_record_is_not_open_to_the_worker_cannot_be_reached_by_its_id(
    story: Story, client: Client
) -> None:
    create_child(details=PersonDetails("Shut", "Away"), start=RecordStart(local_id="INV905"), by=None, on=BEGAN)
    told = {"person": str(story.child.person_id), "kind": "sibling"}
    answers = [
        client.post(family(story, "relate/"), told | {"other_id": local_id}).content.decode()
        for local_id in ("INV905", "NOBODY")
    ]
    assert all("No child whose record you may open has this id." in answer for answer in answers)
    both = told | {"other_id": "INV903", "other": str(story.mother.pk)}
    assert "one of the two" in client.post(family(story, "relate/"), both).content.decode()


def test_every_kind_of_fact_has_its_own_end_and_strike_pages(story: Story, client: Client) -> None:
    kinds: dict[str, type[Fact]] = {
        "name": PersonName,
        "relation": Relationship,
        "home": HouseholdMembership,
        "responsibility": ParentalResponsibility,
        "contact-leave": MayBeContacted,
        "secret": NotToBeTold,
    }
    for kind, model in kinds.items():
        fact = model.objects.exclude(pk=None).order_by("pk")[0]
        for way in ("end", "strike"):
            assert client.get(family(story, f"{kind}/{fact.pk}/{way}/")).status_code == 200, (kind, way)
