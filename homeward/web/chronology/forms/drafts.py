"""What a form that is sent to be kept as a draft holds: every answer as it was typed."""

from django.http import QueryDict

from homeward.web.chronology.drafts.mark import FIELD

_NOT_ANSWERS = ("csrfmiddlewaretoken", FIELD)


def answers_in(sent: QueryDict) -> dict[str, list[str]]:
    """Return what was typed or ticked, by the name of the field; empty answers are left out."""
    return {name: values for name, values in sent.lists() if name not in _NOT_ANSWERS and any(values)}
