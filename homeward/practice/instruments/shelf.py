"""Reads the instruments that lie beside this file."""

import tomllib
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from homeward.evidence.shelf import research_findings
from homeward.practice.instruments.factor import Factor, Group, Instrument, ToldBy, Way

_SHELF = Path(__file__).parent


@cache
def instrument(identity: str) -> Instrument:
    """Return an instrument by its id, such as `return_home`. Raises LookupError where there is none."""
    file = _SHELF / f"{identity}.toml"
    if not file.is_file():
        raise LookupError("There is no such instrument.")
    return read_instrument(identity, file.read_text(encoding="utf-8"))


def read_instrument(identity: str, text: str) -> Instrument:
    """Return the instrument that a TOML text holds. Raises ValueError with a sentence that says what is wrong."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"The instrument cannot be read: {error}.") from None
    known = {finding.id for finding in research_findings()}
    factors = tuple(_factor(name, entry) for name, entry in told.get("factors", {}).items())
    for factor in factors:
        if unknown := set(factor.findings) - known:
            raise ValueError(
                f"The factor “{factor.id}” names findings that are not there: {', '.join(sorted(unknown))}."
            )
    return Instrument(identity, str(told.get("title", "")), factors)


def _factor(name: str, entry: dict[str, Any]) -> Factor:
    allowed = {field.name for field in fields(Factor)} - {"id"}
    if unknown := set(entry) - allowed:
        raise ValueError(f"The factor “{name}” has keys nobody knows: {', '.join(sorted(unknown))}.")
    try:
        read = {"group": Group(entry["group"]), "way": Way(entry["way"]), "findings": tuple(entry["findings"])}
        told_by = {"told_by": ToldBy(entry["told_by"])} if "told_by" in entry else {}
        return Factor(id=name, **(entry | read | told_by))
    except (KeyError, TypeError) as error:
        raise ValueError(f"The factor “{name}” lacks something, or has it in a wrong form: {error}.") from None
