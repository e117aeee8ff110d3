"""Makes facts ready to be stored: who enters them and when, and that their days and codes can be."""

from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model

from homeward.web import clock
from homeward.web.accounts.models import User

Kind = TypeVar("Kind", bound=Model)


def entered(model: type[Kind], by: User | None, **words: Any) -> Kind:
    """Return a fact that is not stored yet, entered now by somebody. Raises ValidationError, by field."""
    fact = model(entered_by=by, entered_at=clock.now(), **words)
    not_said = {field.name for field in model._meta.fields if field.is_relation or field.name.startswith("struck")}
    fact.clean_fields(exclude=not_said)
    check_days(getattr(fact, "begins_on", None), getattr(fact, "ends_on", None))
    return fact


def ended(spell: Kind, on: date) -> Kind:
    """Return a stored spell, locked and with its last day set, for an action to store.

    Raises ValidationError where it ended before or had not begun.
    """
    kept = type(spell)._default_manager.select_for_update(of=("self",)).get(pk=spell.pk)
    if kept.ends_on is not None:
        raise ValidationError("This has ended already.")
    if kept.begins_on and on < kept.begins_on:
        raise ValidationError("This cannot end before the day on which it began.")
    kept.ends_on = spell.ends_on = on
    return kept


def check_days(begins_on: date | None, ends_on: date | None) -> None:
    """Raise ValidationError where something would end before it begins."""
    if begins_on and ends_on and ends_on < begins_on:
        raise ValidationError({"ends_on": "The last day cannot be before the first."})


def words_needed(value: str, field: str, says: str) -> str:
    """Return words without blanks around them. Raises ValidationError for a field where there are none."""
    if not value.strip():
        raise ValidationError({field: says})
    return value.strip()
