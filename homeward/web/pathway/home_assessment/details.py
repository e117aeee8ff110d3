"""What is told of a home assessment, as its actions take it."""

from dataclasses import dataclass
from datetime import date

from homeward.web.pathway.models import ContactOrder, Replacement


@dataclass(frozen=True)
class FoundDetails:
    """Whether a home, or somebody who lives there, was found suitable on a day, and why."""

    is_suitable: bool
    words: str
    on: date
    elsewhere_because: str = ""


@dataclass(frozen=True)
class PlacementDetails:
    """What was considered before a child is placed with a parent, which help, and the placement plan."""

    contact_order: ContactOrder
    considered: str
    services: str
    plan: str
    on: date
    elsewhere_because: str = ""


@dataclass(frozen=True)
class OrderDetails:
    """Why an order stays while the child lives at home, when it is to be discharged, and what is there instead."""

    because: str
    discharge_on: date
    instead: Replacement
    words: str
    on: date
    elsewhere_because: str = ""
