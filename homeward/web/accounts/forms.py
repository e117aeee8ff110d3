"""Asks for a user name and a password, for a code, for a passkey, or again for the password; and for a new password."""

import struct
from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.forms import LoginForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, LoginWebAuthnForm
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from homeward.web.accounts.models import User

_CODE_WORKS_FOR_SECONDS = 120
_ENTER_CODE = "Enter the code"
_NO_PASSKEY = "The browser gave no passkey. Try again."


class SignInForm(LoginForm):
    """django-allauth's sign-in, in our words and without its links."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take `request` and, on POST, what was typed."""
        super().__init__(*args, **kwargs)
        self.fields["login"].label = gettext_lazy("User name")
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        self.fields["password"].label, self.fields["password"].help_text = gettext_lazy("Password"), ""


class CodeForm(AuthenticateForm):
    """The second step of signing in: a code of the app, or a recovery code. Each works once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take `user` and, on POST, what was typed."""
        super().__init__(*args, **kwargs)
        _ask_for_code(self.fields["code"], "Code", "The six figures in your authenticator app, or a recovery code.")

    def clean_code(self) -> str:
        """Return the code; raises ValidationError when it is wrong, was used before, or too many were wrong."""
        code = super().clean_code()
        _use_up(self.user, code)
        return code

    @property
    def factor(self) -> Authenticator:
        """Return what the right code came from."""
        return self.authenticator


class AuthenticatorAppForm(ActivateTOTPForm):
    """The first code of a new authenticator app, which shows that it holds the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take `user` and, on POST, what was typed; shown anew it makes another secret."""
        super().__init__(*args, **kwargs)
        _ask_for_code(self.fields["code"], "Code from the app", "Six figures that change every half minute.")

    def clean_code(self) -> str:
        """Return the code; raises ValidationError when it is wrong or too many were wrong."""
        code = super().clean_code()
        _use_up(self.user, code)
        return code


class CredentialField(forms.JSONField):
    """What a browser sends of a passkey, as JSON, hidden in the page; `kind` reads it. Refuses what cannot be read."""

    def __init__(self, kind: type[RegistrationResponse | AuthenticationResponse]) -> None:
        """Take what it must be."""
        super().__init__(widget=forms.HiddenInput, error_messages={"required": _NO_PASSKEY, "invalid": _NO_PASSKEY})
        self.kind = kind

    def clean(self, value: Any) -> Any:
        """Return it as a dict; raises ValidationError, for it comes from outside and may be anything."""
        found = super().clean(value)
        try:
            self.kind.from_dict(found)
        except (AttributeError, LookupError, TypeError, ValueError, struct.error):
            raise forms.ValidationError(_NO_PASSKEY) from None
        return found


class NewPasskeyForm(AddWebAuthnForm):
    """A new passkey as the browser made it, and what to call it. It must have checked who holds it (PIN, finger)."""

    passwordless = forms.BooleanField(widget=forms.HiddenInput, initial=True)
    credential = CredentialField(RegistrationResponse)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take `user` and, on POST, what was typed and made."""
        kwargs["initial"] = {"name": "My passkey"}
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        name.label, name.max_length = "Name of this passkey", 60
        name.help_text = "For example: office laptop, phone, blue key."


class PasskeyForm(AuthenticateWebAuthnForm):
    """A passkey used as the second step of signing in. Takes `user` and, on POST, what the browser made."""

    credential = CredentialField(AuthenticationResponse)

    @property
    def factor(self) -> Authenticator:
        """Return the passkey that was used."""
        return self.cleaned_data["credential"]


class PasskeySignInForm(LoginWebAuthnForm):
    """A passkey used instead of user name and password. Takes, on POST, what the browser made."""

    credential = CredentialField(AuthenticationResponse)

    @property
    def factor(self) -> Authenticator:
        """Return the passkey that was used."""
        return self.cleaned_data["credential"]


class ConfirmForm(forms.Form):
    """The password once more, before something of weight."""

    password = forms.CharField(
        label="Password",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
        error_messages={"required": "Enter your password"},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Take whose password it is and, on POST, what was typed."""
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Return the password; raises ValidationError when it is wrong or too many were wrong."""
        if not get_account_adapter().reauthenticate(self.user, self.cleaned_data["password"]):
            raise forms.ValidationError("The password is not right.")
        return self.cleaned_data["password"]


class NewPasswordForm(forms.Form):
    """A password of one's own. The rules are checked by the action that stores it."""

    password = forms.CharField(
        label="New password",
        help_text=(
            "At least 12 characters. Three words that have nothing to do with each other are easy to keep in mind. "
            "Do not build it from your name, the season, the month, the council or this service."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        max_length=200,
        error_messages={"required": "Enter a new password"},
    )


def _ask_for_code(field: forms.Field, label: str, hint: str) -> None:
    field.label, field.help_text = label, hint
    field.error_messages = {"required": _ENTER_CODE}
    field.widget.attrs |= {"inputmode": "numeric", "spellcheck": "false"}


def _use_up(user: User, code: str) -> None:
    """Let no code be used again while it would still be right. Raises ValidationError when it was."""
    if not cache.add(f"second-factor-used:{user.pk}:{''.join(code.split())}", True, _CODE_WORKS_FOR_SECONDS):
        raise get_adapter().validation_error("incorrect_code")
