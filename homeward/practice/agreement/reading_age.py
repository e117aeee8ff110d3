"""Says how old somebody must be, in school years, to read a text with ease: a formula that only counts, and guesses.

The formula is the Flesch-Kincaid grade level: Kincaid, Fishburne, Rogers and Chissom (1975), Derivation of new
readability formulas for Navy enlisted personnel, Research Branch Report 8-75, Chief of Naval Technical Training. A
grade is a year of school in the United States, where the first begins at about six; so five years are added for an age.
"""

import re

_PER_SENTENCE, _PER_SYLLABLE, _LESS = 0.39, 11.8, 15.59
_AGE_BEFORE_FIRST_GRADE = 5
_YOUNGEST = 5.0
_SENTENCES = re.compile(r"[.!?:;]+(?:\s|$)|\n+")
_WORDS = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*|\d+")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^aeiouydt]ed|[^aeiouysxz]es)$")


def reading_age(text: str) -> float | None:
    """Return the age in years at which a text is read with ease, not under five; None where there are no words."""
    words = _WORDS.findall(text)
    if not words:
        return None
    sentences = [one for one in _SENTENCES.split(text) if _WORDS.search(one)]
    syllables = sum(map(syllables_in, words))
    grade = _PER_SENTENCE * len(words) / len(sentences) + _PER_SYLLABLE * syllables / len(words) - _LESS
    return max(_YOUNGEST, round(grade + _AGE_BEFORE_FIRST_GRADE, 1))


def syllables_in(word: str) -> int:
    """Return how many syllables an English word has, guessed by its groups of vowels: at least one."""
    small = word.casefold()
    groups = len(_VOWELS.findall(small))
    return max(1, groups - bool(_SILENT.search(small)))
