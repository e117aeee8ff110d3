"""What the environment may say about the set-up, read in one place."""

import os
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from homeward.evidence.authorities import UnknownAuthorityError, authority

_SQLITE = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",  # what was removed, such as a raw return, does not linger in free pages
)
_KEPT_OPEN_SECONDS = 60
"""How long a connection to PostgreSQL serves one request after the other; it is tested before each."""


def text(name: str, default: str = "") -> str:
    """Return an environment variable's words, or the default."""
    return os.environ.get(name, default).strip() or default


def number(name: str, default: int) -> int:
    """Return an environment variable as a whole number; raises ImproperlyConfigured if it is not one."""
    words = text(name, str(default))
    if not words.isdigit():
        raise ImproperlyConfigured(f"{name} must be a whole number.")
    return int(words)


def day(name: str) -> date | None:
    """Return an environment variable as a date (YYYY-MM-DD), or None when unset."""
    words = text(name)
    try:
        return date.fromisoformat(words) if words else None
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a date such as 2026-03-31.") from error


def names(name: str, default: str) -> frozenset[str]:
    """Return an environment variable's words between commas; `none` stands for no word."""
    return frozenset(word.strip() for word in text(name, default).split(",")) - {"", "none"}


def authority_code() -> str:
    """Return the code of the authority served (`HOMEWARD_AUTHORITY`), or nothing where none is named.

    Raises ImproperlyConfigured for a code that no authority has.
    """
    words = text("HOMEWARD_AUTHORITY")
    try:
        return authority(words).code if words else ""
    except UnknownAuthorityError as error:
        raise ImproperlyConfigured(f"HOMEWARD_AUTHORITY cannot be used. {error}") from error


def identity_provider() -> dict[str, object] | None:
    """Return how django-allauth reaches the identity provider of HOMEWARD_OIDC_*, or None where none is named.

    Only the signed identity token is asked for. Raises ImproperlyConfigured where a part is missing, or where the
    issuer is not behind HTTPS (this machine itself excepted).
    """
    issuer, client = text("HOMEWARD_OIDC_ISSUER"), text("HOMEWARD_OIDC_CLIENT_ID")
    secret = text("HOMEWARD_OIDC_CLIENT_SECRET")
    if not (issuer or client or secret):
        return None
    if not (issuer and client and secret):
        raise ImproperlyConfigured("Set HOMEWARD_OIDC_ISSUER, HOMEWARD_OIDC_CLIENT_ID and _CLIENT_SECRET, or none.")
    parts = urlsplit(issuer)
    if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1"):
        raise ImproperlyConfigured("HOMEWARD_OIDC_ISSUER must begin with https://.")
    return {
        "provider_id": "identity",
        "name": text("HOMEWARD_OIDC_NAME", "your organisation’s account"),
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": issuer.rstrip("/"), "oauth_pkce_enabled": True, "fetch_userinfo": False},
    }


def address() -> str:
    """Return the address under which people reach the service (`HOMEWARD_ADDRESS`), without a slash at its end.

    Nothing where none is named. Raises ImproperlyConfigured where it is not behind HTTPS (this machine itself
    excepted).
    """
    words = text("HOMEWARD_ADDRESS").rstrip("/")
    parts = urlsplit(words)
    if words and (parts.scheme != "https" or not parts.hostname) and parts.hostname not in ("localhost", "127.0.0.1"):
        raise ImproperlyConfigured("HOMEWARD_ADDRESS must begin with https://.")
    return words


def home() -> Path:
    """Return the data folder (`HOMEWARD_HOME`, by default `./var`), made if it is not there."""
    folder = Path(text("HOMEWARD_HOME", "var")).resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def database(url: str, folder: Path) -> dict[str, object]:
    """Return Django's database settings for `postgresql://…`, `sqlite:///path`, or the embedded SQLite when unset."""
    parts = urlsplit(url)
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": dict(parse_qsl(parts.query)),
            "CONN_MAX_AGE": _KEPT_OPEN_SECONDS,
            "CONN_HEALTH_CHECKS": True,
        }
    if parts.scheme not in ("", "sqlite"):
        raise ImproperlyConfigured("HOMEWARD_DATABASE_URL must begin with postgresql:// or sqlite:///.")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": unquote(parts.path) if parts.path else str(folder / "homeward.sqlite3"),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "".join(f"PRAGMA {setting};" for setting in _SQLITE),
        },
    }
