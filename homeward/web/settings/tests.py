"""The tests' own set-up: an invented service, quick passwords, files served as they are."""

import os
import tempfile

os.environ["HOMEWARD_HOME"] = tempfile.mkdtemp(prefix="homeward-tests-")

from homeward.web.settings import environment
from homeward.web.settings.base import *

HOMEWARD_INVENTED = True
HOMEWARD_TODAY = environment.day("HOMEWARD_TODAY")
SECRET_KEY = "only-for-tests"  # noqa: S105 - tests hold no secret
ALLOWED_HOSTS = ["localhost", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir()
WHITENOISE_USE_FINDERS = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["NAME"] = ":memory:"
