"""What somebody says of the reading of a file before it is stored."""

from dataclasses import dataclass
from datetime import date

from homeward.web.accounts.models import User


@dataclass(frozen=True)
class NamingDetails:
    """Who is to read which sources until which day; `own_worker_because` where they work with the child already."""

    reader: User
    sources: tuple[str, ...]
    due_on: date
    own_worker_because: str = ""


@dataclass(frozen=True)
class SourceDetails:
    """One source to be read, and the years it covers, as far as they are known."""

    what: str
    from_year: int | None = None
    until_year: int | None = None


@dataclass(frozen=True)
class SourceOutcome:
    """That a source was read on a day, or why it could not be: one of the two."""

    read_on: date | None = None
    not_read_because: str = ""
