"""Hiding and auditing in turns, until the audit finds nothing that a reader could work out."""

from homeward.measures.suppression.audit import find_recoverable
from homeward.measures.suppression.choice import Choice, hide_against_taking_away
from homeward.measures.suppression.repair import protect_all


def hide_until_nothing_is_recoverable(choice: Choice) -> int:
    """Hide rows until the audit finds nothing, and return how many rounds that took.

    Every round hides a row more, so it ends; should one not know how to go on, everything is hidden.
    """
    rounds = 1
    hide_against_taking_away(choice)
    while found := find_recoverable(choice):
        before = len(choice.hidden)
        protect_all(choice, found)
        hide_against_taking_away(choice)
        rounds += 1
        if len(choice.hidden) == before:
            choice.hide_everything()
            break
    return rounds
