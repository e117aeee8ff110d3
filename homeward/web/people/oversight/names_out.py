"""Takes the names of a child and of the people in the child's record out of words that others wrote about it."""

import re

from homeward.web.people.models import Child, Person, PersonName
from homeward.web.people.permissions import tied_to

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def without_names(words: str, child: Child) -> str:
    """Return words with "(name)" for each part of a name of the child or of anybody in the child's record."""
    persons = Person.objects.filter(tied_to(Child.objects.filter(pk=child.pk)))
    names = PersonName.objects.filter(person__in=persons.values("pk")).values_list("given", "family")
    parts = {part.casefold() for name in names for half in name for part in _WORD.findall(half)}
    parts |= {piece for part in parts for piece in re.split(r"['’-]", part) if len(piece) > 1}

    def told(found: re.Match[str]) -> str:
        word = found.group().casefold()
        bare = re.sub(r"['’]s$", "", word)
        pieces = set(re.split(r"['’-]", word))
        return "(name)" if {word, bare} & parts or pieces & parts else found.group()

    return _WORD.sub(told, words)
