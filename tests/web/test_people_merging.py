"""Two records of one person: two people merge them, two people undo it, and nothing is lost on the way."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.chronology.models import VisitKind
from homeward.web.chronology.reading import reader_of
from homeward.web.chronology.visits.actions import record_visit
from homeward.web.chronology.visits.details import SeenDetails, VisitDetails
from homeward.web.chronology.visits.queries import visits_told
from homeward.web.people.access.actions import restrict_child
from homeward.web.people.care.actions import import_children
from homeward.web.people.details import KinDetails, PersonDetails, RecordStart, RestrictionDetails
from homeward.web.people.family.actions import relate_persons
from homeward.web.people.known.actions import ask_who_is_known
from homeward.web.people.known.matching import Sought
from homeward.web.people.merging.actions import (
    agree_to_merge,
    propose_merge,
    propose_undoing,
    turn_down_merge,
    undo_merge,
)
from homeward.web.people.merging.hanging import STAYS, hanging_on
from homeward.web.people.merging.queries import merges_to_decide
from homeward.web.people.models import Child, Person, Relationship
from homeward.web.people.persons.actions import add_relative, create_child
from homeward.web.people.policy import visible
from homeward.web.people.rights import NotPermittedError
from tests.build_rows import Episode, build_rows

pytestmark = pytest.mark.django_db
ON = date(2026, 1, 5)


@pytest.fixture
def two(user_with: Callable[..., User]) -> tuple[User, User]:
    return user_with(Role.HEAD_OF_SERVICE), user_with(Role.DIRECTOR)


def make(name: str, local_id: str = "") -> Child:
    details = PersonDetails(name, "Exemplar", born_on=date(2015, 3, 7))
    return create_child(details=details, start=RecordStart(local_id=local_id), by=None, on=ON)


def everything() -> dict[str, tuple]:
    """Return which row hangs on whom, everywhere."""
    found = {}
    for relation in (*Person._meta.related_objects, *Child._meta.related_objects):
        model, name = relation.related_model, relation.field.name
        if model._meta.model_name != "merge":
            rows = model._base_manager.values_list("pk", relation.field.attname)
            found |= {f"{model._meta.label} {pk} {name}": target for pk, target in rows}
    return found


def test_a_merge_moves_everything_and_its_undoing_moves_it_all_back(two: tuple[User, User]) -> None:
    kept, other = make("Jo", "A1"), make("Joe", "A2")
    for child, year in ((kept, 2020), (other, 2022)):
        mother = add_relative(child=child, details=PersonDetails(f"Morgan {year}"), kind="mother", by=None)
        assert mother
        rows = build_rows([Episode(child.local_id, date(year, 5, 1), date(year, 9, 1), "E4A")])
        import_children(rows=rows, dataset=child.pk, by=None)
    relate_persons(child=kept, kin=KinDetails(kept.person, "sibling", other.person), by=None, on=None)
    before = everything()

    merge = propose_merge(kept=kept.person, other=other.person, because="same birthday, same mother", by=two[0])
    assert everything() == before, "nothing moves until somebody agrees"
    agree_to_merge(merge=merge, by=two[1])
    assert set(visible(two[0], Child)) == {kept}
    assert kept.episodes.filter(struck_at=None).count() == 2
    assert kept.person.names.count() == 2
    known = ask_who_is_known(sought=Sought("Joe", "Exemplar"), by=two[0])
    assert [match.person for match in known.matches] == [kept.person]

    merge.refresh_from_db()
    propose_undoing(merge=merge, because="two children after all", by=two[1])
    undo_merge(merge=merge, by=two[0])
    assert everything() == before
    assert set(visible(two[0], Child)) == {kept, other}


@pytest.mark.parametrize("record", [Person, Child])
def test_whatever_points_to_a_person_or_a_child_is_moved_by_a_merge_or_stays_for_a_reason(record: type) -> None:
    pointing = {
        (model._meta.label, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if getattr(field.remote_field, "model", None) is record
    }
    assert len(pointing) > 15, "else this could not fail"
    moved = {(model._meta.label, name) for model, name in hanging_on(record)}
    assert pointing - moved == {pair for pair in STAYS if pair in pointing}
    assert moved <= pointing


def test_who_was_there_at_a_visit_is_the_kept_person_after_a_merge(two: tuple[User, User]) -> None:
    child = make("Jo")
    one, other = (
        add_relative(child=child, details=PersonDetails(name), kind="aunt_uncle", by=None) for name in ("Ann", "Annie")
    )
    seen = SeenDetails(child, is_seen=True, is_alone=False)
    told = {"kind": VisitKind.PLANNED, "what": "Tea.", "visited": (seen,)}
    visits = [
        record_visit(child=child, details=VisitDetails(on=ON, at=None, with_persons=there, **told), by=None)
        for there in ((other,), (one, other))
    ]
    merge = propose_merge(kept=one, other=other, because="the same", by=two[0])
    agree_to_merge(merge=merge, by=two[1])
    assert [one in visit.with_persons.all() for visit in visits] == [True, True]
    assert [[who.name for who in told.others] for told in visits_told(reader_of(two[0], child))] == [["Ann"]] * 2
    merge.refresh_from_db()
    propose_undoing(merge=merge, because="two aunts", by=two[0])
    undo_merge(merge=merge, by=two[1])
    assert [set(visit.with_persons.all()) for visit in visits] == [{other}, {one, other}]


def test_what_is_entered_after_a_merge_stays_with_the_kept_record(two: tuple[User, User]) -> None:
    kept, other = make("Jo"), make("Joe")
    merge = propose_merge(kept=kept.person, other=other.person, because="the same", by=two[0])
    agree_to_merge(merge=merge, by=two[1])
    father = add_relative(child=kept, details=PersonDetails("Frankie"), kind="father", by=None)
    propose_undoing(merge=merge, because="no", by=two[0])
    undo_merge(merge=merge, by=two[1])
    assert Relationship.objects.get(person=father).other == kept.person


def test_an_adult_found_to_be_the_child_of_another_record_brings_and_takes_the_childs_record(
    two: tuple[User, User],
) -> None:
    child, elsewhere = make("Jo"), make("Sam")
    relative = add_relative(child=elsewhere, details=PersonDetails("Jo", "Exemplar"), kind="sibling", by=None)
    merge = propose_merge(kept=relative, other=child.person, because="the same", by=two[0])
    agree_to_merge(merge=merge, by=two[1])
    child.refresh_from_db()
    assert child.person == relative
    propose_undoing(merge=merge, because="no", by=two[0])
    undo_merge(merge=merge, by=two[1])
    assert Child.objects.get(pk=child.pk).person != relative


def test_two_people_are_needed_whatever_their_roles(user_with: Callable[..., User], two: tuple[User, User]) -> None:
    everybody = user_with(*Role)
    kept, other = make("Jo"), make("Joe")
    merge = propose_merge(kept=kept.person, other=other.person, because="the same", by=everybody)
    assert (list(merges_to_decide(everybody)), list(merges_to_decide(two[0]))) == ([], [merge])
    with pytest.raises(NotPermittedError, match="somebody else"):
        agree_to_merge(merge=merge, by=everybody)
    agree_to_merge(merge=merge, by=two[0])
    with pytest.raises(ValidationError, match="propose"):
        undo_merge(merge=merge, by=two[1])
    propose_undoing(merge=merge, because="no", by=two[0])
    with pytest.raises(NotPermittedError, match="somebody else"):
        undo_merge(merge=merge, by=two[0])


def test_a_proposal_is_turned_down_or_taken_back_and_then_may_be_made_anew(two: tuple[User, User]) -> None:
    kept, other = make("Jo"), make("Joe")
    for decider in two:
        merge = propose_merge(kept=kept.person, other=other.person, because="the same", by=two[0])
        with pytest.raises(ValidationError, match="already"):
            propose_merge(kept=other.person, other=kept.person, because="the same", by=two[1])
        turn_down_merge(merge=merge, because="two children", by=decider)
        with pytest.raises(ValidationError, match="decided"):
            agree_to_merge(merge=merge, by=two[1])


def test_a_shut_record_is_neither_merged_nor_told_by_trying(
    two: tuple[User, User], user_with: Callable[..., User]
) -> None:
    kept, other = make("Jo"), make("Joe")
    leave = [user_with(Role.TEAM_MANAGER), two[1]]
    restrict_child(child=other, details=RestrictionDetails("x", "1"), leave_for=leave, by=None, on=ON)
    with pytest.raises(NotPermittedError):
        propose_merge(kept=kept.person, other=other.person, because="the same", by=two[0])


def test_the_kept_record_of_a_merge_with_a_restricted_one_is_restricted(two: tuple[User, User]) -> None:
    kept, other, on = make("Jo"), make("Joe"), date(2026, 1, 6)
    users = [User.objects.create(username=f"leave{n}", joined_on=on) for n in range(2)]
    restrict_child(child=other, details=RestrictionDetails("x", "1"), leave_for=[*users, *two], by=None, on=on)
    merge = propose_merge(kept=kept.person, other=other.person, because="the same", by=two[0])
    agree_to_merge(merge=merge, by=two[1])
    assert kept.restrictions.count() == 1


def test_an_import_under_the_others_id_reaches_the_kept_record(two: tuple[User, User]) -> None:
    kept, other = make("Jo", "A1"), make("Joe", "A2")
    merge = propose_merge(kept=kept.person, other=other.person, because="the same", by=two[0])
    agree_to_merge(merge=merge, by=two[1])
    episodes = [Episode("A1", ON, ON + timedelta(9), "E4A"), Episode("A2", ON + timedelta(30))]
    for _ in range(2):
        told = import_children(rows=build_rows(episodes), dataset=kept.pk, by=None)
    assert kept.episodes.filter(struck_at=None).count() == 2
    assert (told.episodes_made, told.episodes_struck, told.episodes_unchanged) == (0, 0, 2)
