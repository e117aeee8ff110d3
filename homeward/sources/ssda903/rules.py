"""The shelf of rules: what can be noticed in a return, how grave it is, what it means and what to do."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from homeward.sources.findings import Severity


@dataclass(frozen=True)
class Rule:
    """One thing that can be noticed. `severity` has more than one entry where it hangs on the case.

    `means` and `do` are sentences; where `is_of_a_row` holds, they go on from "Line 7 of episodes.csv", and {column}
    stands for the column's name. `statutory` are numbers of the Department for Education's checks on the same matter.
    """

    id: str
    severity: tuple[Severity, ...]
    means: str
    do: str
    is_of_a_row: bool = False
    statutory: tuple[str, ...] = ()

    def says(self, column: str | None) -> str:
        """Return what a finding of this rule says of its row, after "Line 7 of episodes.csv"."""
        return f"{self.means.format(column=column)}; {self.do}."


def _load() -> Mapping[str, Rule]:
    document: dict[str, dict[str, Any]] = tomllib.loads(
        files(__package__).joinpath("rules.toml").read_text(encoding="utf-8")
    )
    return MappingProxyType({rule: _rule(rule, entry) for rule, entry in document.items()})


def _rule(rule: str, entry: Mapping[str, Any]) -> Rule:
    return Rule(
        rule,
        tuple(entry["severity"]),
        entry["means"],
        entry["do"],
        entry.get("is_of_a_row", False),
        tuple(entry.get("statutory", ())),
    )


RULES: Mapping[str, Rule] = _load()
"""Every rule by its id, in the order of the shelf."""
