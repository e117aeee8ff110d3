"""Finds every kind of row, of whatever app, that hangs on a person or on a child's record: a merge moves them all."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from django.db.models import ForeignKey, Model

STAYS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("people.Child", "person"): "Moved as a whole where the kept person has no record of their own as a child.",
        ("people.Merge", "kept"): "Says which record was kept.",
        ("people.Merge", "other"): "Says which record was merged into the kept one.",
    }
)
"""What hangs on a person and stays where it is in a merge, by kind and field, with the reason."""


def hanging_on(model: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """Yield each kind of row that points to a model, with the field that does, but for what stays.

    The tables that Django keeps for many-to-many fields are among them: nobody wrote a model for those.
    """
    for relation in model._meta.get_fields(include_hidden=True):
        field = getattr(relation, "field", None)
        if not relation.auto_created or relation.concrete or not isinstance(field, ForeignKey):
            continue
        row = relation.related_model
        if (row._meta.label, field.name) not in STAYS:
            yield row, field.name
