"""The four nations of the United Kingdom, each with its own law and its own bank holidays."""

from enum import StrEnum


class Nation(StrEnum):
    """A nation whose law and holidays apply. The value is also the name of its folder of duties."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"

    @property
    def full_name(self) -> str:
        """Return the nation's name as it is written in a sentence: `Northern Ireland`."""
        return self.value.replace("_", " ").title()
