"""The words an invented career is written in: kinds of exit, legal statuses and placements, and what each counts as."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from homeward.invented.margins import Days, Flags
from homeward.sources.ssda903.codes import CIN, CONTINUES, LS, PLACE, REC, valid_codes

TO_EIGHTEEN = "to_eighteen"
"""A stay that lasts until the 18th birthday; what it is then called is settled last."""

_SPLIT = MappingProxyType({"E5": "independent_living_with_support", "E6": "independent_living_without_support"})
"""Published apart, while journeys count them as one kind."""

_BEFORE_THE_SPLIT = "return_home_plan_unknown"

KIND_OF_CODE: Mapping[str, str] = MappingProxyType(
    {code: _SPLIT.get(code, entry.exit_kind or "") for code, entry in REC.items() if code != CONTINUES}
)
"""The kind of exit of each REC, as the published figures tell them apart."""

KINDS = (
    *sorted({kind for kind in KIND_OF_CODE.values() if kind not in ("", _BEFORE_THE_SPLIT)}),
    TO_EIGHTEEN,
)
"""The kinds of exit a career can have."""

LEGAL = tuple(LS)
"""The legal statuses, as a career counts them."""

PLACES = tuple(PLACE)
"""The placement codes, as a career counts them."""

NEEDS = tuple(CIN)
"""The categories of need, as a career counts them."""

CARE_ORDERS = ("C1", "C2")
JUSTICE = ("J1", "J2", "J3")
PROTECTION = ("L1", "L2", "L3")
KIN = ("U1", "U2", "U3")
FOSTER = (*KIN, "U4", "U5", "U6")

LEGAL_GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "full_care_order": ("C2",),
        "interim_care_order": ("C1",),
        "placement_order": ("E1",),
        "section_20": ("V2",),
        "youth_justice": JUSTICE,
        "child_protection": PROTECTION,
    }
)
"""The legal statuses of the published groups of children on 31 March."""

LEGAL_AT_START: Mapping[str, str] = MappingProxyType(
    {
        "full_care_order": "C2",
        "interim_care_order": "C1",
        "placement_order": "E1",
        "section_20": "V2",
        "emergency_protection_order": "L2",
        "police_protection": "L1",
        "child_assessment_order": "L3",
        "police_and_criminal_evidence_act": "J2",
        "remand": "J1",
        "youth_rehabilitation_order": "J3",
    }
)
"""The legal status of each published group of children who started."""

PLACE_GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "foster": FOSTER,
        "independent_or_supported_living": ("H5", "K3", "P2"),
        "other": ("Z1", "Z11", "Z12", "Z13", "Z14", "P3"),
        "other_residential": ("R1", "R2", "R3", "R5"),
        "placed_for_adoption": ("A3", "A4", "A5", "A6"),
        "placed_with_parents": ("P1",),
        "residential_school": ("S1",),
        "childrens_home_or_secure_unit": ("K1", "K2"),
    }
)
"""ASSUMED where the department's own grouping was not seen: the placement codes of each published group."""


def number_of(code: str, codes: tuple[str, ...]) -> int:
    """Return the place of a code among the codes. Raises ValueError where it is not there."""
    return codes.index(code)


def is_among(numbers: Days, codes: tuple[str, ...], some: tuple[str, ...]) -> Flags:
    """Say which of the numbers, places among the codes, stand for one of some codes."""
    found: Flags = np.array([code in some for code in codes])[numbers]
    return found


def codes_of_kind(kind: str, year: int) -> tuple[str, ...]:
    """Return the RECs valid in a year for a kind of exit; before 2015 one code stood for every return home.

    Empty where the year has none.
    """
    valid = valid_codes("REC", year)
    found = tuple(code for code in valid if KIND_OF_CODE.get(code) == kind)
    if not found and kind.startswith("return_home"):
        found = tuple(code for code in valid if KIND_OF_CODE.get(code) == _BEFORE_THE_SPLIT)
    return found
