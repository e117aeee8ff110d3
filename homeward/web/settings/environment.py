"""What the environment may say about the set-up, read in one place."""

import os
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_SQLITE = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",  # what was removed, such as a raw return, does not linger in free pages
)


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
