"""Which local authority a code means: the nine characters of the statistics office or the department's three digits."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Authority:
    """A local authority of England: its name, code (`E09000002`) and number of the Department for Education (`301`)."""

    name: str
    code: str
    number: str


class UnknownAuthorityError(ValueError):
    """No authority has the code. The message is one sentence, fit for the screen."""


@cache
def authorities() -> tuple[Authority, ...]:
    """Return the 153 authorities of `authorities.json`, which names its source, licence and the day it was checked."""
    text = files("homeward.reports").joinpath("authorities.json").read_text(encoding="utf-8")
    return tuple(Authority(**entry) for entry in json.loads(text)["authorities"])


def find_authority(code: str) -> Authority:
    """Return the authority with this code or number; raises UnknownAuthorityError."""
    wanted = code.strip().upper()
    for authority in authorities():
        if wanted in (authority.code, authority.number):
            return authority
    raise UnknownAuthorityError(
        f"No local authority in England has the code {code!r}; give nine characters such as E09000002, or three "
        "digits such as 301."
    )
