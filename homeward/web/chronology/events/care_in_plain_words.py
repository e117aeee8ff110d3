"""Says what the care history tells in words that a child can read: no codes, no sections, no terms of the return."""

from collections.abc import Mapping

from homeward.web.people.models import CareEpisode

_FOSTER, _KIN = "with foster carers", "with relatives or friends who became foster carers"
_PLACES: Mapping[str, str] = {
    **dict.fromkeys(("U4", "U5", "U6"), _FOSTER),
    **dict.fromkeys(("U1", "U2", "U3"), _KIN),
    **dict.fromkeys(("A3", "A4", "A5", "A6"), "with the family who wanted to adopt"),
    **dict.fromkeys(("K2", "R1"), "in a children’s home"),
    "K1": "in a secure children’s home",
    **dict.fromkeys(("K3", "H5"), "in a home of their own with support"),
    "P1": "with a parent",
    "P2": "in a place of their own",
    "P3": "where they worked",
    **dict.fromkeys(("R2", "T1"), "in hospital"),
    "R3": "in a centre for families",
    "R5": "in a young offender institution",
    "S1": "at a boarding school",
    **dict.fromkeys(("T0", "T2", "T3", "T4"), "somewhere else for a short while"),
}
_STATUSES: Mapping[str, str] = {
    "C1": "A court decided that the council should look after the child for the time being.",
    "C2": "A court decided that the council should look after the child.",
    **dict.fromkeys(("D1", "E1"), "A court decided that the child could be adopted."),
    "V2": "The family and the council agreed that the council would look after the child.",
    "L1": "The police took the child to a safe place.",
    "L2": "A court decided at once that the child had to be somewhere safe.",
    "L3": "A court asked for the child’s life to be looked at closely.",
}
_ENDS: Mapping[str, str] = {
    **dict.fromkeys(("E4", "E4A", "E4B"), "Went home, and was no longer in care."),
    **dict.fromkeys(("E11", "E12"), "Was adopted."),
    **dict.fromkeys(("E5", "E6"), "Left care to live in a place of their own."),
    "E3": "Another council began to look after the child.",
    "E13": "Left care to live with family.",
    "E16": "Moved to another country.",
    "E17": "Turned 18 and stayed with the carers.",
    "E41": "A court decided with whom the child should live.",
    **dict.fromkeys(
        ("E43", "E44", "E45", "E46", "E47", "E48"), "A court made the people who cared for the child the guardians."
    ),
}


def began_plainly(episode: CareEpisode) -> str:
    """Say that a child came into care: where to and, where it can be said plainly, how that was decided."""
    return _sentences(f"Came into care and went to live {_place(episode)}.", _STATUSES.get(episode.legal_status, ""))


def changed_plainly(episode: CareEpisode, *, is_move: bool, is_new_status: bool) -> str:
    """Say that a child moved, or that it was decided anew how the child is looked after."""
    return _sentences(
        f"Moved, to live {_place(episode)}." if is_move else "",
        _STATUSES.get(episode.legal_status, "It was decided anew how the child is looked after.")
        if is_new_status
        else "",
    )


def left_plainly(episode: CareEpisode) -> str:
    """Say that a child left care and, where it can be said plainly, how."""
    return _ENDS.get(episode.reason_ceased, "Left care.")


def _place(episode: CareEpisode) -> str:
    return _PLACES.get(episode.place, "somewhere else")


def _sentences(*words: str) -> str:
    return " ".join(filter(None, words))
