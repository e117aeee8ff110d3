"""The quick ways of asking whom somebody sees say what the one expression says, in services made by chance."""

import random
from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.people.details import KinDetails, PersonDetails, SecretDetails
from homeward.web.people.family.actions import keep_secret, relate_persons
from homeward.web.people.looked_up import is_remembered, looked_up_once
from homeward.web.people.middleware import PolicyMiddleware
from homeward.web.people.models import (
    BreakGlass,
    Child,
    ConflictOfInterest,
    Household,
    HouseholdMembership,
    Kinship,
    Leave,
    MayBeContacted,
    Merge,
    NetworkMember,
    NotToBeTold,
    ParentalResponsibility,
    Person,
    Relationship,
    Restriction,
)
from homeward.web.people.permissions import persons_of, seen_merges, seen_persons, seen_relationships
from homeward.web.people.persons.actions import add_relative, strike_fact
from homeward.web.people.persons.queries import records_of
from homeward.web.people.policy import visible
from homeward.web.people.relations import children, closed_children
from homeward.web.people.rights import NotPermittedError
from tests.web.people_service import ON, make_service
from tests.web.people_world import days, random_world, ties

pytestmark = pytest.mark.django_db
OF_A_CHILD = (ParentalResponsibility, NotToBeTold, MayBeContacted, NetworkMember)


def make_families(seed: int, users: list[User], kids: list[Child]) -> random.Random:
    """Tie people, and the children themselves, to the children by chance; now and then it is struck out."""
    chance = random.Random(seed)
    others = [Person.objects.create(entered_at=clock.now()) for _ in range(9)]
    everybody = [*others, *(child.person for child in kids)]
    for _ in range(9):
        person, other = chance.sample(everybody, 2)
        kind = chance.choice(list(Kinship))
        Relationship.objects.create(person=person, other=other, kind=kind, **days(chance))
    for _ in range(3):
        home = Household.objects.create(address="1 Invented Street", **days(chance))
        for person in chance.sample(everybody, 3):
            HouseholdMembership.objects.create(household=home, person=person, **days(chance))
    for model in OF_A_CHILD:
        for person in chance.sample(others, 3):
            model.objects.create(child=chance.choice(kids), person=person, **days(chance))
    for kept, other in zip(others[:4], others[4:], strict=False):
        Merge.objects.create(kept=kept, other=other, proposed_by=chance.choice(users), proposed_at=clock.now())
    return chance


def record_of(child: Child) -> set[Person]:
    """Return who stands in a child's record, one fact after the other."""
    own, found = child.person, {child.person}
    for tie in Relationship.objects.filter(struck_at=None):
        found |= {tie.other} if tie.person == own else {tie.person} if tie.other == own else set()
    spells = HouseholdMembership.objects.filter(struck_at=None)
    homes = {spell.household for spell in spells if spell.person == own}
    found |= {spell.person for spell in spells if spell.household in homes}
    for model in OF_A_CHILD:
        found |= {fact.person for fact in model.objects.filter(struck_at=None) if fact.child == child}
    return found


def hidden_from(user: User) -> set[Person]:
    """Return of which children somebody may not be told, one rule after the other."""
    today, now = clock.today(), clock.now()
    leave = {one.restriction_id for one in Leave.objects.filter(user=user) if one.holds_on(today)}
    restricted = {one.child for one in Restriction.objects.all() if one.holds_on(today) and one.pk not in leave}
    broken = {one.child for one in BreakGlass.objects.filter(user=user) if one.at <= now < one.until_at}
    barred = {one.child for one in ConflictOfInterest.objects.filter(user=user) if one.holds_on(today)}
    merged = {one.other for one in Merge.objects.all() if one.is_in_force}
    return {child.person for child in (restricted - broken) | barred} | merged


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_whom_somebody_sees_is_the_same_however_it_is_asked(seed: int) -> None:
    users, kids = random_world(seed)
    chance = make_families(seed, users, kids)
    records = {child: record_of(child) for child in kids}
    everybody = {person.pk: person for person in Person.objects.all()}
    counts = [0, 0]
    for user in users:
        opens = [child for child in kids if ties(user, child)]
        shown = set().union(*(records[child] for child in opens)) - hidden_from(user)
        assert set(visible(user, Person)) == shown, "the expression says what the slow way says"
        assert seen_persons(user, everybody) == {person.pk for person in shown}
        assert seen_persons(user, ()) == set()
        for child in opens:
            assert set(persons_of(user, child)) == records[child] & shown
        for person in chance.sample(list(everybody.values()), 4):
            assert seen_persons(user, [person.pk]) == {person.pk} & {one.pk for one in shown}
            assert set(records_of(user, person)) == {child for child in opens if person in records[child]}
        for ask, model in ((seen_relationships, Relationship), (seen_merges, Merge)):
            listed = visible(user, model)
            assert set(ask(user, model.objects.all())) == set(listed)
            for one in chance.sample(list(model.objects.all()), 3):
                assert ask(user, model.objects.filter(pk=one.pk)).exists() == listed.filter(pk=one.pk).exists()
            counts[model is Merge] += len(listed)
    assert all(counts), "else nothing was compared"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_what_is_looked_up_once_for_a_page_is_what_is_looked_up_each_time(seed: int) -> None:
    users, kids = random_world(seed)
    make_families(seed, users, kids)
    for user in users:
        each_time = [set(visible(user, model)) for model in (Child, Person, Merge, Relationship, NotToBeTold)]
        closed, open_of = set(closed_children(user)), set(Child.objects.filter(children(user)))
        with looked_up_once():
            for _ in range(2):
                once = [set(visible(user, model)) for model in (Child, Person, Merge, Relationship, NotToBeTold)]
                assert once == each_time
                assert set(closed_children(user)) == closed
                assert set(Child.objects.filter(children(user))) == open_of


def test_what_was_looked_up_is_forgotten_after_the_page_even_where_it_fails(user_with: Callable[..., User]) -> None:
    service = make_service(user_with)
    child, user = service.child(), service.user(Role.SOCIAL_WORKER)

    def fail_after(change: Callable[[], None]) -> None:
        with looked_up_once():
            assert not visible(user, Child).exists()
            change()
            assert not visible(user, Child).exists(), "it is remembered inside"
            raise LookupError

    with pytest.raises(LookupError):
        fail_after(lambda: service.allocate(child))
    assert set(visible(user, Child)) == {child}
    with looked_up_once():
        assert set(visible(user, Child)) == {child}
        assert not visible(service.user(Role.REVIEWING_OFFICER), Child).exists(), "each for themselves"


@pytest.mark.parametrize(("method", "remembers"), [("GET", True), ("HEAD", True), ("POST", False), ("PUT", False)])
def test_only_a_page_that_is_read_remembers(method: str, remembers: bool, user_with: Callable[..., User]) -> None:
    found = []

    def answer(request: HttpRequest) -> HttpResponse:
        found.append(is_remembered())
        return HttpResponse()

    request = RequestFactory().generic(method, "/")
    request.user = user_with(Role.SOCIAL_WORKER)
    PolicyMiddleware(answer)(request)
    assert found == ([] if method == "PUT" else [remembers])
    assert not is_remembered()


def test_what_is_about_one_child_is_not_reached_through_another_who_knows_the_same_person(
    user_with: Callable[..., User],
) -> None:
    """A mother stands in the records of both her children; who works with one of them does not see both."""
    service = make_service(user_with)
    child, other = service.child(), service.child("Robin")
    service.allocate(child)
    mother = add_relative(child=child, details=PersonDetails("Mo", "Exemplar"), kind="mother", by=None, on=ON)
    relate_persons(child=other, kin=KinDetails(mother, "mother", other.person), by=None, on=ON)
    secrets = {
        one: keep_secret(child=one, person=mother, secret=SecretDetails("lives", "an invented reason"), by=None, on=ON)
        for one in (child, other)
    }
    browser, worker = service.browser(Role.SOCIAL_WORKER), service.user(Role.SOCIAL_WORKER)
    for one, status in ((child, 200), (other, 404)):
        for step in ("end", "strike"):
            assert browser.get(f"/children/{child.pk}/family/secret/{secrets[one].pk}/{step}/").status_code == status
    with pytest.raises(NotPermittedError):
        strike_fact(child=child, fact=secrets[other], because="wrong", by=worker)
