"""Terms of the field that stand on the figures pages, each in plain words, for rows of help beside the figures."""

from collections.abc import Mapping

TERMS: Mapping[str, str] = {
    "Return home": ("An exit to parents, relatives or another person with parental responsibility (E4, E4A, E4B)."),
    "Planned / unplanned return": (
        "A return home that was part of care planning (E4A), or was not (E4B). Always told apart."
    ),
    "Re-entry": (
        "The start of the next period of care after a return home. A restart on the same day is the same period."
    ),
    "Return year": (
        'The year ending on 31 March that a return\'s episodes overlap; "2025" is 1 April 2024 to 31 March 2025.'
    ),
    "Period of care": "A run of episodes without a gap, from becoming looked after to leaving care.",
    "Placed with parents": (
        "A child on an order who lives at home while still looked after (placement code P1). Not an exit."
    ),
    "Legal status (LS)": (
        "The order or agreement under which a child is looked after, for example a care order (C2) or accommodation "
        "under section 20 (V2)."
    ),
    "Imputed exit": (
        'An end that was worked out because the files stop telling. Its kind is "unknown, imputed"; it is never a '
        "return home."
    ),
    "Wilson interval": "The range within which the true share likely lies (95 %), fit for small numbers.",
    "Aalen–Johansen": (
        "A way to estimate how many will have come back by each day when some can no longer come back (they turned 18) "
        "and some have not been followed for long."
    ),
    "Run chart": "A series around its median, read for runs that chance alone would seldom give.",
    "Funnel": "Figures of many services against their size, with limits for what chance alone would give.",
    "Count as the DfE counts": (
        "First start and last exit of each child in a year, as the published figures do; used wherever a local figure "
        "stands beside one of them."
    ),
    "True for us?": (
        "A finding of research beside the service's own figure, with a verdict in words: differs, does not differ, "
        "cannot be told, not comparable."
    ),
    "Fate": (
        "What became of a row that was read: used, repaired or set aside. The three always add up to the rows read."
    ),
    "Suppression": "Hiding a small number, and other numbers from which it could be worked out.",
    "Unaccompanied child": "A child seeking asylum without a parent or carer.",
}
"""By term. A test keeps the words those of GLOSSARY.md."""

_HOME = ("Return home", "Planned / unplanned return")
_OF_CHAPTER: Mapping[str, tuple[str, ...]] = {
    "at-a-glance": (*_HOME, "Re-entry", "Return year", "Wilson interval"),
    "who-goes-home": (*_HOME, "Period of care", "Legal status (LS)", "Wilson interval"),
    "do-they-stay": ("Return home", "Re-entry", "Wilson interval"),
    "who-comes-back": ("Re-entry", "Aalen–Johansen", "Legal status (LS)", "Wilson interval"),
    "early-warning": ("Re-entry", "Run chart"),
    "repeat-returns": ("Return home", "Re-entry", "Wilson interval"),
    "placed-with-parents": ("Placed with parents", "Legal status (LS)", "Wilson interval"),
    "plan-and-outcome": ("Planned / unplanned return", "Wilson interval"),
    "in-care": ("Period of care", "Imputed exit", "Legal status (LS)", "Unaccompanied child"),
    "true-for-us": ("True for us?", "Count as the DfE counts", "Wilson interval"),
    "beside-others": ("Funnel", "Count as the DfE counts", "Legal status (LS)"),
    "data-quality": ("Fate", "Imputed exit"),
    "definitions": ("Return year", "Count as the DfE counts", "Wilson interval"),
}
"""The terms that a reader of each chapter meets, by its id."""


def terms_of(chapter_id: str) -> list[tuple[str, str]]:
    """Return the terms that a reader of a chapter meets, each with its meaning."""
    return [(term, TERMS[term]) for term in _OF_CHAPTER.get(chapter_id, ())]
