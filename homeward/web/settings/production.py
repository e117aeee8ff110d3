"""A council's own server, behind HTTPS. `homeward-web check --deploy` must have nothing to say."""

from django.core.exceptions import ImproperlyConfigured

from homeward.web.settings import environment
from homeward.web.settings.base import *

if not SECRET_KEY:
    raise ImproperlyConfigured("Set HOMEWARD_SECRET_KEY to a long random text that only this server knows.")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set HOMEWARD_ALLOWED_HOSTS to the names under which people reach this server.")

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
ALLAUTH_TRUSTED_PROXY_COUNT = 1  # the same proxy that ends HTTPS says whose request it was
HOMEWARD_SECOND_FACTOR_ROLES = environment.names("HOMEWARD_SECOND_FACTOR_ROLES", "administrator,auditor")
