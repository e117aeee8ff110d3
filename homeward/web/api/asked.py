"""What may be asked for besides a kind of record: how many at once, from where on, and narrowed by a day."""

import re
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import BeforeValidator, Field, WithJsonSchema

MOST = 100
"""So many records in one answer at most."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_COUNT = re.compile(r"[1-9][0-9]{0,2}", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE | re.ASCII)


def _reads(pattern: re.Pattern[str]) -> BeforeValidator:
    """Return what lets through only text of one form: Pydantic alone would also take 1.0 for 1 and 0 for a day."""

    def check(value: Any) -> Any:
        if not isinstance(value, str) or pattern.fullmatch(value):
            return value
        raise ValueError("is not of that form")

    return BeforeValidator(check)


def _optional(description: str, **form: object) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "description": description, **form})


Limit = Annotated[int, Field(ge=1, le=MOST, description=f"a whole number from 1 to {MOST}"), _reads(_COUNT)]
After = Annotated[
    UUID | None, _reads(_UUID), _optional("the `next_after` of the answer before, which is an id", format="uuid")
]
Position = Annotated[
    str | None,
    Field(pattern=r"^[0-9a-z.-]{1,120}$"),
    _optional("the `next_after` of the answer before", pattern=r"^[0-9a-z.-]{1,120}$"),
]
LocalId = Annotated[
    str | None,
    Field(pattern=r"^[0-9A-Za-z/._-]{1,20}$"),
    _optional("the council’s own id of a child", pattern=r"^[0-9A-Za-z/._-]{1,20}$"),
]


def day(description: str) -> Any:
    """Return the type of a day that may be left out."""
    return Annotated[date | None, _reads(_DAY), _optional(f"{description}, such as 2026-03-31", format="date")]


On = day("a day")
Since = day("the first day that counts")
Until = day("the last day that counts")


class Paged(Schema):
    """How many at once, and from where on."""

    limit: Limit = 50
    after: After = None
