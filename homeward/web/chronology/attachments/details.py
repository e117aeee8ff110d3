"""What somebody says of a file before it is stored."""

import unicodedata
from dataclasses import dataclass

from homeward.practice.chronology.event import Reach
from homeward.web.chronology.models import LifeEvent, Visit

_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


@dataclass(frozen=True)
class FileDetails:
    """What a file is called in the record, who may see it, and the event or the visit to which it belongs, if any."""

    title: str
    reach: Reach = Reach.SERVICE
    event: LifeEvent | None = None
    visit: Visit | None = None


def plain_title(title: str) -> str:
    """Return a title in one line, without signs that are not seen, such as those that turn writing round."""
    seen = (" " if unicodedata.category(sign) in _UNSEEN else sign for sign in title)
    return " ".join("".join(seen).split())
