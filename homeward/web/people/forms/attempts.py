"""Runs an action with what a form was told, and says beside its questions what the action refused."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError

from homeward.web.people.forms.refusals import tell
from homeward.web.people.rights import NotPermittedError


def is_done(form: forms.Form, write: Callable[[], object], otherwise: str | None = None) -> bool:
    """Run an action and tell whether it was done; if not, the form says why.

    What is about no question of the form stands beside the question `otherwise`, or above the form.
    """
    try:
        write()
    except ValidationError as error:
        tell(form, error, otherwise)
        return False
    except NotPermittedError as error:
        form.add_error(otherwise, str(error))
        return False
    return True
