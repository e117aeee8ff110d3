"""Asks for a second factor between the password and being signed in, and prepares apps and passkeys for use."""

import json
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.stages import LoginStageController
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.internal import auth as webauthn
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString, mark_safe
from qrcode import QRCode

from homeward.web.accounts.actions import use_second_factor
from homeward.web.accounts.models import User


class SecondFactorStage(AuthenticateStage):
    """The step after a right password, for whoever has an app or a passkey; a passkey alone is both at once."""

    urlname = "second_factor_ask"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Return the way to the step's page, or nothing where there is no such step, and that sign-in goes on."""
        return (redirect(self.urlname) if self._should_handle(self.request) else None), True


def waiting_stage(request: HttpRequest) -> SecondFactorStage | None:
    """Return the step at which somebody's sign-in waits in this browser, or None."""
    stage = LoginStageController.enter(request, SecondFactorStage.key)
    return stage if stage and stage.login.user and stage.login.user.is_active else None


def accept(request: HttpRequest, factor: Authenticator, *, is_whole_sign_in: bool = False) -> None:
    """Write down that a second factor was right, and let this browser's sign-in go on.

    `is_whole_sign_in` is a passkey used instead of a password: no second step comes after it.
    """
    use_second_factor(factor=factor, by=factor.user)
    told = {"id": factor.pk, "type": factor.type, "passwordless": is_whole_sign_in or None}
    record_authentication(request, factor.user, "mfa", **told)


def creation_options(user: User) -> str:
    """Return, as JSON, what a browser must know to make a passkey for somebody; its challenge stays in the session."""
    return json.dumps(webauthn.begin_registration(user, passwordless=True)["publicKey"])


def request_options(user: User | None) -> str:
    """Return, as JSON, what a browser must know to use a passkey: one of somebody's, or any where nobody is known."""
    return json.dumps(webauthn.begin_authentication(user)["publicKey"])


def setting_up_link(user: User, secret: str) -> str:
    """Return the address that sets up an authenticator app (Key URI format, `otpauth:`)."""
    return get_adapter().build_totp_url(user, secret)


def draw_code(link: str) -> SafeString:
    """Return a link as a QR code: an SVG of one path, without any style, a quiet edge of four modules around it."""
    code = QRCode(border=4)
    code.add_data(link)
    rows = code.get_matrix()
    squares = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    size = len(rows)
    return mark_safe(  # noqa: S308 - numbers only
        f'<svg class="homeward-qr-code" viewBox="0 0 {size} {size}" width="240" height="240" role="img" '
        f'aria-label="QR code with the secret that is written out below" shape-rendering="crispEdges">'
        f'<rect width="{size}" height="{size}" fill="#ffffff"/><path fill="#000000" d="{squares}"/></svg>'
    )


def in_groups(secret: str) -> str:
    """Return a secret in groups of four letters, as it is easier to type."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def name_of(factor: Authenticator) -> str:
    """Return what somebody called their passkey, or what kind of factor it is."""
    return factor.data["name"] if factor.type == Authenticator.Type.WEBAUTHN else "Authenticator app"


def ways(user: User) -> dict[str, Any]:
    """Return which ways to give a second factor somebody has: `has_codes` to type, `has_passkeys` to touch."""
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    return {
        "has_codes": bool(kinds - {Authenticator.Type.WEBAUTHN}),
        "has_passkeys": Authenticator.Type.WEBAUTHN in kinds,
    }
