"""Checks one entry of a data file of the law: all its keys, no others, each of the right type."""

from collections.abc import Collection
from dataclasses import MISSING, fields
from datetime import date
from enum import StrEnum
from typing import Any, get_origin


def checked_entry(kind: type, entry: object, left_out: Collection[str] = ()) -> dict[str, Any]:
    """Return the entry's values as TOML gives them, once they fit the dataclass `kind`.

    Fields in `left_out` are not the file's to give. Enumerations stay texts and tuples stay lists: the caller converts
    them. Raises ValueError naming the keys that are missing or unknown, or the key whose value has the wrong type; the
    sentence begins in small letters, for the caller to put the file's name before it.
    """
    if not isinstance(entry, dict):
        raise ValueError("here belongs a table of keys and values.")
    expected = {each.name: each for each in fields(kind) if each.name not in left_out}
    needed = {name for name, each in expected.items() if each.default is MISSING}
    wrong = (needed - set(entry)) | (set(entry) - set(expected))
    if wrong:
        raise ValueError(f"missing or unknown: {', '.join(sorted(wrong))}. The keys are: {', '.join(expected)}.")
    for name, value in entry.items():
        wanted = _toml_type(expected[name].type)
        # Exactly the type: a bool is an int to Python, and an instant is a date.
        if type(value) is not wanted:
            raise ValueError(f"{name} is a {type(value).__name__} and should be a {wanted.__name__}.")
    return dict(entry)


def _toml_type(annotation: Any) -> type:
    """Return the type in which TOML gives a value that a field with this annotation can hold."""
    if annotation == date | None:
        return date
    if get_origin(annotation) is tuple:
        return list
    return str if issubclass(annotation, StrEnum) else annotation
