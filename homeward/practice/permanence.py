"""Where a child will grow up when living at home is not safe: the routes to permanence, as the return names them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Route(StrEnum):
    """A way to a permanent home elsewhere. The values are those of the plans beside a return (`sources.rows`)."""

    KINSHIP = "kinship"
    SPECIAL_GUARDIANSHIP = "special_guardianship"
    ADOPTION = "adoption"
    LONG_TERM_FOSTERING = "long_term_fostering"
    OTHER = "other"


ROUTE_WORDS: Mapping[Route, str] = MappingProxyType(
    {
        Route.KINSHIP: "With relatives or friends",
        Route.SPECIAL_GUARDIANSHIP: "Special guardianship",
        Route.ADOPTION: "Adoption",
        Route.LONG_TERM_FOSTERING: "Long-term fostering",
        Route.OTHER: "Another lasting home",
    }
)
"""What each route is called. Relatives and friends come first: they are asked first."""
