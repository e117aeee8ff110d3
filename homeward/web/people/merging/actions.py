"""Writes that two records are one person, and that they are not after all; two people each."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model, Q

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import Entry, recorded
from homeward.web.people.entering import words_needed
from homeward.web.people.merging.hanging import hanging_on
from homeward.web.people.models import Child, Merge, Person, Relationship
from homeward.web.people.permissions import hidden_persons, seen_persons
from homeward.web.people.recording import about_child
from homeward.web.people.relations import STAFF
from homeward.web.people.rights import NotPermittedError, check_has_role

Moved = list[list[str]]


def propose_merge(*, kept: Person, other: Person, because: str, by: User) -> Merge:
    """Say that two records are the same person, and why. Nothing moves until somebody else agrees.

    Somebody may propose it who sees one of the two, while neither is shut to them.
    """
    check_has_role(by, STAFF, "merge records")
    _check_sees(kept, other, by)
    why = words_needed(because, "because", "Say why these two are one person.")
    with recorded("merge_proposed", by=by) as entry:
        if kept == other:
            raise ValidationError("Choose two records.")
        both = (kept.pk, other.pk)
        if Merge.objects.filter(Q(other__in=both), turned_down_at=None, undone_at=None).exists():
            raise ValidationError("One of these is merged, or somebody has proposed it, already.")
        merge = Merge(kept=kept, other=other, because=why, proposed_by=by, proposed_at=clock.now())
        merge.save()
        _about(entry, merge, by)
    return merge


def agree_to_merge(*, merge: Merge, by: User) -> None:
    """Agree, as a second person, that two records are one: what hung on the other hangs on the kept one now."""
    check_can_decide(merge, by)
    with recorded("merge_agreed", by=by) as entry:
        found = _held(merge)
        if found.agreed_at or found.turned_down_at:
            raise ValidationError("This was decided already.")
        found.moved = _move_all(found.other, found.kept)
        found.agreed_by, found.agreed_at = by, clock.now()
        found.save()
        _about(entry, found, by, rows=len(found.moved))


def turn_down_merge(*, merge: Merge, because: str, by: User) -> None:
    """Say that two records are not one person, and why. Whoever proposed it may take it back so, too."""
    if by.pk != merge.proposed_by_id:
        check_can_decide(merge, by)
    why = words_needed(because, "because", "Say why these two are not one person.")
    with recorded("merge_turned_down", by=by) as entry:
        found = _held(merge)
        if found.agreed_at or found.turned_down_at:
            raise ValidationError("This was decided already.")
        found.turned_down_by, found.turned_down_at, found.turned_down_because = by, clock.now(), why
        found.save()
        _about(entry, found, by)


def propose_undoing(*, merge: Merge, because: str, by: User) -> None:
    """Say that a merge was wrong, and why. It stays until somebody else undoes it."""
    check_has_role(by, STAFF, "undo a merge")
    _check_sees_kept(merge, by)
    why = words_needed(because, "because", "Say why these two are not one person.")
    with recorded("merge_undoing_proposed", by=by) as entry:
        found = _held(merge)
        if not found.is_in_force or found.waits_for_undoing:
            raise ValidationError("This merge is not in force, or its undoing was proposed already.")
        found.undo_because, found.undo_proposed_by, found.undo_proposed_at = why, by, clock.now()
        found.undo_turned_down_by, found.undo_turned_down_at, found.undo_turned_down_because = None, None, ""
        found.save()
        _about(entry, found, by)


def turn_down_undoing(*, merge: Merge, because: str, by: User) -> None:
    """Say that a merge was right after all, and why. Whoever proposed to undo it may take that back so, too."""
    check_has_role(by, STAFF, "undo a merge")
    _check_sees_kept(merge, by)
    why = words_needed(because, "because", "Say why the merge was right.")
    with recorded("merge_undoing_turned_down", by=by) as entry:
        found = _held(merge)
        if not found.waits_for_undoing:
            raise ValidationError("Nobody has proposed to undo this merge, or it was decided already.")
        found.undo_turned_down_by, found.undo_turned_down_at, found.undo_turned_down_because = by, clock.now(), why
        found.save()
        _about(entry, found, by)


def undo_merge(*, merge: Merge, by: User) -> None:
    """Undo a merge, as a second person: what it moved goes back; what was entered since stays with the kept record."""
    check_has_role(by, STAFF, "undo a merge")
    _check_sees_kept(merge, by)
    with recorded("merge_undone", by=by) as entry:
        found = _held(merge)
        if not found.waits_for_undoing:
            raise ValidationError("Somebody must propose to undo this merge first.")
        if found.undo_proposed_by_id == by.pk:
            raise NotPermittedError("You proposed this: somebody else must undo it.")
        _move_back(found)
        found.undone_by, found.undone_at = by, clock.now()
        found.save()
        _about(entry, found, by, rows=len(found.moved))


def check_can_decide(merge: Merge, by: User) -> None:
    """Raise NotPermittedError where somebody may not decide on a proposed merge: it is theirs, or they see neither."""
    check_has_role(by, STAFF, "merge records")
    if by.pk == merge.proposed_by_id:
        raise NotPermittedError("You proposed this: somebody else must decide.")
    _check_sees(merge.kept, merge.other, by)


def check_can_compare(kept: Person, other: Person, by: User) -> None:
    """Raise NotPermittedError where somebody may not lay two records side by side: they see neither, or one is shut."""
    check_has_role(by, STAFF, "merge records")
    _check_sees(kept, other, by)


def _check_sees(kept: Person, other: Person, by: User) -> None:
    both = (kept.pk, other.pk)
    is_shut = Person.objects.filter(hidden_persons(by), pk__in=both).exists()
    if is_shut or not seen_persons(by, both):
        raise NotPermittedError("These records are not open to you.")


def _check_sees_kept(merge: Merge, by: User) -> None:
    if not seen_persons(by, [merge.kept_id]):
        raise NotPermittedError("This record is not open to you.")


def _held(merge: Merge) -> Merge:
    return Merge.objects.select_for_update(of=("self",)).select_related("kept", "other").get(pk=merge.pk)


def _about(entry: Entry, merge: Merge, by: User, **detail: object) -> None:
    """Make the row one about the child of the kept record, else of the other; else about the merge."""
    records = {child.person_id: child for child in Child.objects.filter(person__in=(merge.kept_id, merge.other_id))}
    child = records.get(merge.kept_id) or records.get(merge.other_id)
    if child is None:
        entry.about(merge)
        entry.detail = dict(detail)
    else:
        about_child(entry, child, by, merge, **detail)


def _move_all(other: Person, kept: Person) -> Moved:
    """Hang on `kept` what hangs on `other`, and on its child's record what hangs on the other's; list what moved."""
    moved = _move(other, kept)
    child, kept_child = (Child.objects.filter(person=one).first() for one in (other, kept))
    if child is not None and kept_child is None:
        Child.objects.filter(pk=child.pk).update(person=kept)
        moved.append([Child._meta.label, str(child.pk), "person"])
    elif child is not None and kept_child is not None:
        moved += _move(child, kept_child)
    return moved


def _move(source: Model, target: Model) -> Moved:
    """Point every row of whatever app from one record to another, but for what stays and what cannot stand twice."""
    moved: Moved = []
    for model, field in hanging_on(type(source)):
        for pk in list(model._base_manager.filter(**{field: source}).values_list("pk", flat=True)):
            if _point(model, pk, field, target):
                moved.append([model._meta.label, str(pk), field])
    return moved


def _point(model: type[Model], pk: object, field: str, target: Model) -> bool:
    """Point one row to another record; tell whether it could be: two of the same fact cannot stand side by side."""
    if model is Relationship and Relationship.objects.filter(Q(person=target) | Q(other=target), pk=pk).exists():
        return False
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=pk).update(**{field: target})
    except IntegrityError:
        return False
    return True


def _move_back(merge: Merge) -> None:
    """Point back what the merge moved and what still hangs on the kept record."""
    # A child's record that went over as a whole goes back first: then it is there to take what was its.
    records = {row.person_id: row for row in Child.objects.filter(person__in=(merge.kept_id, merge.other_id))}
    for label, pk, field in merge.moved:
        model = _models()[label]
        source, target = merge.kept, merge.other
        if model._meta.get_field(field).related_model is Child:
            source, target = records[merge.kept_id], records[merge.other_id]
        model._base_manager.filter(pk=pk, **{field: source}).update(**{field: target})


def _models() -> dict[str, type[Model]]:
    """Return every kind of row that a merge can have moved, by its label."""
    hanging = (Child, *(model for record in (Person, Child) for model, _ in hanging_on(record)))
    return {model._meta.label: model for model in hanging}
