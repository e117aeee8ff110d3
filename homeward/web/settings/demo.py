"""The demo: an invented council on this machine. Never for a real child's record."""

from django.core.management.utils import get_random_secret_key

from homeward.web.settings import environment
from homeward.web.settings.base import *

HOMEWARD_INVENTED = True
HOMEWARD_TODAY = environment.day("HOMEWARD_TODAY")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
AUTH_PASSWORD_VALIDATORS = []  # whoever runs the demo chooses its one password


def _kept_secret() -> str:
    """Return the demo's own secret, made once and kept in its data folder, so that sign-ins survive a restart."""
    file = HOMEWARD_HOME / "secret-key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(get_random_secret_key())
    return file.read_text()


SECRET_KEY = SECRET_KEY or _kept_secret()
