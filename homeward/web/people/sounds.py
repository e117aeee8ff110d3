"""How a name sounds, roughly: two spellings of one name mostly come out alike."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "e", "œ": "e", "ø": "o", "ð": "d", "þ": "t", "ł": "l", "đ": "d", "ı": "i",
    }
)  # fmt: skip
_STEPS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^ps", "s"),
        (r"^x", "s"),
        (r"^mc|^mac(?=[^aeiouhk])", "mk"),
        (r"kh|ch(?=[lr])", "k"),
        (r"sch|sh|ch(?=[iey])|tch|cz|zh", "x"),
        (r"ch", "x"),
        (r"gh(?=t)", ""),
        (r"ph|v", "f"),
        (r"gh", "g"),
        (r"th|d", "t"),
        (r"ck|q|c(?=[aou]|[^eiyh]|$)|g(?=[aou]|[^eiy]|$)", "k"),
        (r"c|z", "s"),
        (r"j|g", "j"),
        (r"b", "p"),
        (r"n(?=[pbm])", "m"),
        (r"[aeiouyhw]+", "a"),
        (r"(.)\1+", r"\1"),
    )
)


def plain(name: str) -> str:
    """Return a name in small letters without accents, and with single blanks for hyphens, apostrophes and the like."""
    if name.isascii() and name.isalpha():  # as most are: nothing else would come of the rest
        return name.lower()
    split = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    letters = "".join(letter for letter in split if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w]+|_", " ", letters.replace("'", "").replace("’", "")).split())


def sound_of(name: str) -> str:
    """Return how a name sounds: consonants by kind, all vowels but a first one left out; empty without letters.

    Names of several words are taken word by word. In another script than the Latin, the letters stay as they are.
    """
    return " ".join(_of_word(word) for word in plain(name).split())[:120]


def is_one_slip_apart(one: str, other: str) -> bool:
    """Tell whether two names, compared plainly, differ by one letter added, left out, or changed, or by two swapped."""
    a, b = sorted((plain(one), plain(other)), key=len)
    if a == b or len(b) - len(a) > 1 or len(b) < 3:
        return False
    start = next((i for i in range(len(a)) if a[i] != b[i]), len(a))
    if len(a) < len(b):
        return a[start:] == b[start + 1 :]
    swapped = a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]
    return swapped or a[start + 1 :] == b[start + 1 :]


def _of_word(word: str) -> str:
    sound = word
    for pattern, replacement in _STEPS:
        sound = pattern.sub(replacement, sound)
    return sound[:1] + sound[1:].replace("a", "")
