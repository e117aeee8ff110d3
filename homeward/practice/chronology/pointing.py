"""Finds words that may tell of somebody without naming them, for whoever prepares a copy to look at."""

import re
from collections.abc import Iterable
from types import MappingProxyType

from homeward.practice.chronology.finding import Forbidden
from homeward.practice.chronology.folded import words_in
from homeward.practice.chronology.withholding import RecipientKind

_MOTHERS = ("mum", "mums", "mummy", "mam", "mammy", "mom", "mother", "mothers", "maternal", "birth mother")
_FATHERS = ("dad", "dads", "daddy", "da", "father", "fathers", "paternal", "birth father")
_CARERS = ("carer", "carers", "foster carer", "foster carers", "foster mum", "foster dad", "foster mother")
_RELATIVES = (
    *("grandmother", "grandfather", "grandparent", "grandparents", "grandma", "grandad", "granddad", "grandpa"),
    *("granny", "gran", "nan", "nana", "nanny", "aunt", "auntie", "aunty", "uncle", "cousin", "cousins"),
)
_OTHERS = (
    *("stepmother", "stepfather", "stepmum", "stepdad", "step mother", "step father", "step mum", "step dad"),
    *("parent", "parents", "partner", "partners", "boyfriend", "girlfriend", "husband", "wife", "fiance", "fiancee"),
    *("ex", "ex partner", "lodger", "neighbour", "neighbours", "friend of", "associate", "half sister", "half brother"),
    *("sister", "sisters", "brother", "brothers", "sibling", "siblings", "twin", "stepsister", "stepbrother"),
)
_PLACES = (
    *("his flat", "her flat", "their flat", "his house", "her house", "their house", "his home", "her home"),
    *("his place", "her place", "their place", "the flat", "lives at", "lives in", "living in", "living at"),
    *("staying at", "staying with", "moved to", "moved in with", "refuge", "hostel", "address", "postcode"),
)
_CONFIDENCES = (
    "police",
    "probation",
    "intelligence",
    "marac",
    "mappa",
    "in confidence",
    "confidential",
    "informant",
    "child said",
)
_THEMSELVES: MappingProxyType[RecipientKind, tuple[str, ...]] = MappingProxyType(
    {
        RecipientKind.MOTHER: _MOTHERS,
        RecipientKind.FATHER: _FATHERS,
        RecipientKind.FOSTER_CARER: _CARERS,
    }
)
_QUOTED = re.compile(r"[“\"‘][^”\"’]{3,}[”\"’]")
_LONGEST_QUOTATION = 60
_INITIALS = re.compile(r"(?<![\w.])[A-Z]\.?[A-Z]\.?(?![\w])")


def pointed_out(texts: Iterable[str], kind: RecipientKind, forbidden: Forbidden) -> tuple[str, ...]:
    """Return the words of some texts at which the preparer must look before the copy is sealed; empty for the court.

    Words that stand for the recipient themselves are not among them.
    """
    if kind == RecipientKind.COURT:
        return ()
    found: dict[str, None] = {}
    for text in texts:
        found |= dict.fromkeys(_in(text, kind, forbidden))
    return tuple(word for word in found if not any(word != other and word in other.split() for other in found))


def _in(text: str, kind: RecipientKind, forbidden: Forbidden) -> Iterable[str]:
    joined = f" {' '.join(words_in(text))} "
    own = _THEMSELVES.get(kind, ())
    sought = (*_MOTHERS, *_FATHERS, *_CARERS, *_RELATIVES, *_OTHERS, *_PLACES, *_CONFIDENCES)
    yield from (word for word in sought if word not in own and f" {word} " in joined)
    yield from forbidden.written_small(text)
    yield from forbidden.ambiguous_in(text)
    yield from forbidden.small_streets_in(text)
    yield from (match[0][:_LONGEST_QUOTATION] for match in _QUOTED.finditer(text))
    yield from (match[0] for match in _INITIALS.finditer(text))
