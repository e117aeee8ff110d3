"""Puts what an action refused beside the question of a form that it is about."""

from django import forms
from django.core.exceptions import ValidationError


def tell(form: forms.Form, error: ValidationError, otherwise: str | None = None) -> None:
    """Put each sentence beside its question; what is about none, or about one not asked, beside `otherwise`.

    Without `otherwise` it stands above the form.
    """
    if not hasattr(error, "error_dict"):
        form.add_error(otherwise, error)
        return
    for field, sentences in error.message_dict.items():
        form.add_error(field if field in form.fields else otherwise, sentences)
