"""Asks for a user name and a password."""

from typing import Any

from allauth.account.forms import LoginForm


class SignInForm(LoginForm):
    """django-allauth's sign-in, in our words and without its links."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take `request` and, on POST, what was typed."""
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "User name"
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        self.fields["password"].help_text = ""
