"""Checks one entry of a data file of the evidence: all its keys, no others, each of the right type."""

from collections.abc import Collection
from dataclasses import MISSING, Field, fields
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin


def checked_entry(kind: type, entry: object, left_out: Collection[str] = ()) -> dict[str, Any]:
    """Return the entry's values, once they fit the dataclass `kind`; enumerations made, lists still as they came.

    Fields in `left_out` are not the file's to give. A date may be the text of one (`2026-11-20`), as JSON has no dates.
    Raises ValueError naming the keys that are missing or unknown, or the key whose value has the wrong type; the
    sentence begins in small letters, for the caller to put the file's name before it.
    """
    if not isinstance(entry, dict):
        raise ValueError("here belongs a table of keys and values.")
    expected = {each.name: each for each in fields(kind) if each.name not in left_out}
    needed = {name for name, each in expected.items() if _is_needed(each)}
    wrong = (needed - set(entry)) | (set(entry) - set(expected))
    if wrong:
        raise ValueError(f"missing or unknown: {', '.join(sorted(wrong))}. The keys are: {', '.join(expected)}.")
    return {name: _checked_value(name, value, expected[name].type) for name, value in entry.items()}


def refuse_blank(thing: object, *names: str) -> None:
    """Raise ValueError where one of the named texts of `thing` is blank: what is not said cannot be checked."""
    for name in names:
        if not getattr(thing, name).strip():
            raise ValueError(f"{name} is blank, and it is needed.")


def _is_needed(field: "Field[Any]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _checked_value(name: str, value: object, annotation: Any) -> Any:
    """Return the value in the type of its field. A whole number will do where a field wants a number."""
    wanted = _file_type(annotation)
    if wanted is date and isinstance(value, str):
        return date.fromisoformat(value)
    if wanted is float and type(value) is int:
        return float(value)
    if isinstance(wanted, type) and issubclass(wanted, StrEnum) and isinstance(value, str):
        return wanted(value)
    # Exactly the type: a bool is an int to Python, and an instant is a date.
    if type(value) is not wanted:
        raise ValueError(f"{name} is a {type(value).__name__} and should be a {wanted.__name__}.")
    return value


def _file_type(annotation: Any) -> type:
    """Return the type in which a file gives a value that a field with this annotation can hold."""
    if get_origin(annotation) is tuple:
        return list
    if isinstance(annotation, UnionType):
        return _file_type(get_args(annotation)[0])
    if isinstance(annotation, type) and hasattr(annotation, "__dataclass_fields__"):
        return dict
    return annotation  # type: ignore[no-any-return]  # what is left is a plain type; dataclass fields say Any
