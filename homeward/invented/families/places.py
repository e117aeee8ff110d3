"""Invents addresses, telephone numbers and agencies in a town that never was."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from homeward.invented.families.draws import Draws
from homeward.invented.families.named import InventedAgency, InventedHousehold

PLACES: Mapping[str, Any] = tomllib.loads(files(__package__).joinpath("places.toml").read_text(encoding="utf-8"))
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_LANDLINES, _MOBILES = "01632 960", "07700 900"
"""The numbers that Ofcom keeps for drama: nobody has them."""

AGENCIES: Mapping[str, InventedAgency] = {
    entry["key"]: InventedAgency(entry["key"], entry["name"], entry["kind"], f"{_LANDLINES}{100 + number:03d}")
    for number, entry in enumerate(PLACES["agencies"])
}
"""Every agency, by key."""

ROLES: Mapping[str, str] = {entry["key"]: entry.get("role", "") for entry in PLACES["agencies"]}
"""What somebody from an agency does for a child, by the agency's key."""


class Addresses:
    """Draws addresses, each once."""

    def __init__(self, draws: Draws) -> None:
        """Begin with an empty town."""
        self._draws = draws
        streets = [f"{one} {two}" for one in PLACES["street_first"] for two in PLACES["street_last"]]
        self._doors = iter(draws.shuffled([f"{number} {street}" for street in streets for number in range(1, 40)]))
        self._keys = 0

    def household(self, *, name: str = "", has_phone: bool = True) -> InventedHousehold:
        """Return a household at a new address; one with a name, such as a children's home, bears it first."""
        address = f"{next(self._doors)}, {PLACES['town']}"
        return InventedHousehold(
            self._key(),
            f"{name}, {address}" if name else address,
            self.postcode(),
            self.landline() if has_phone else "",
        )

    def withheld(self, name: str) -> InventedHousehold:
        """Return a household whose address must not be written down."""
        return InventedHousehold(self._key(), name)

    def postcode(self) -> str:
        """Return a postcode of the area ZZ, which is nobody's."""
        ends = "".join(self._draws.one_of(_LETTERS) for _ in range(2))
        return f"ZZ{self._draws.between(1, 9)} {self._draws.between(1, 9)}{ends}"

    def landline(self) -> str:
        """Return a landline that nobody has."""
        return f"{_LANDLINES}{self._draws.between(200, 999)}"

    def mobile(self) -> str:
        """Return a mobile number that nobody has."""
        return f"{_MOBILES}{self._draws.between(0, 999):03d}"

    def _key(self) -> str:
        self._keys += 1
        return f"H{self._keys:04d}"
