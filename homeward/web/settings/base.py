"""What every way of running Homeward's web floor has in common. Deny unless permitted is the rule of each default."""

from importlib.metadata import version
from pathlib import Path

from csp.constants import NONE, SELF

from homeward.web.settings import environment

HOMEWARD_HOME = environment.home()
HOMEWARD_PORT = environment.number("HOMEWARD_PORT", 8000)
HOMEWARD_TODAY = None
HOMEWARD_INVENTED = False
HOMEWARD_AUTHORITY = environment.authority_code()
HOMEWARD_VERSION = version("homeward")
HOMEWARD_ADDRESS = environment.address()  # for links in e-mails and calendars

DEBUG = False
SECRET_KEY = environment.text("HOMEWARD_SECRET_KEY")
ALLOWED_HOSTS = [name.strip() for name in environment.text("HOMEWARD_ALLOWED_HOSTS").split(",") if name.strip()]
ROOT_URLCONF = "homeward.web.urls"
WSGI_APPLICATION = "homeward.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "homeward.web.commands",
    "homeward.web.api",
    "homeward.web.keeping",
    "homeward.web.insight",
    "homeward.web.pathway",
    "homeward.web.chronology",
    "homeward.web.people",
    "homeward.web.jobs",
    "homeward.web.accounts",
    "homeward.web.audit",
    "homeward.web.design",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "homeward.web.design.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "homeward.web.accounts.sessions.SessionAgeMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "homeward.web.people.middleware.PolicyMiddleware",
    "homeward.web.accounts.first_steps.FirstStepsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "homeward.web.people.navigation.navigation",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": environment.database(environment.text("HOMEWARD_DATABASE_URL"), HOMEWARD_HOME)}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # counts of failed sign-ins must not push each other out
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "homeward.web.accounts.denied_passwords.DeniedPasswordValidator"},
]
ACCOUNT_ADAPTER = "homeward.web.accounts.adapter.ClosedSignUpAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip,5/5m/key"}  # one office shares one address; a key is one user name
ACCOUNT_EMAIL_NOTIFICATIONS = False
MFA_ADAPTER = "homeward.web.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_TOTP_ISSUER = "Homeward"
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute off
MFA_RECOVERY_CODE_COUNT = 10
HOMEWARD_INTERFACE_READS_A_MINUTE = environment.number("HOMEWARD_INTERFACE_READS_A_MINUTE", 120)  # with one token
HOMEWARD_SECOND_FACTOR_ROLES = frozenset()  # who must have a second factor; production names some
HOMEWARD_OIDC = environment.identity_provider()
SOCIALACCOUNT_ADAPTER = "homeward.web.accounts.identity_provider.IdentityAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [HOMEWARD_OIDC] if HOMEWARD_OIDC else []}}
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "sign_in"

SESSION_ENGINE = "homeward.web.accounts.session_store"
SESSION_COOKIE_AGE = environment.number("HOMEWARD_IDLE_SECONDS", 15 * 60)
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [NONE],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

STATIC_URL = "/static/"
STATIC_ROOT = HOMEWARD_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a copy is prepared with two questions for each event of a long history
HOMEWARD_MOST_FILE_BYTES = environment.number("HOMEWARD_MOST_FILE_MB", 20) * 1024 * 1024
HOMEWARD_SCANNER = environment.text("HOMEWARD_SCANNER")  # a command that is given each file to read
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

# Nothing is sent but the digest of due days, which tells of no child; without a server it is written into files.
EMAIL_HOST = environment.text("HOMEWARD_SMTP_HOST")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = str(HOMEWARD_HOME / "mail")
EMAIL_PORT = environment.number("HOMEWARD_SMTP_PORT", 587)
EMAIL_HOST_USER = environment.text("HOMEWARD_SMTP_USER")
EMAIL_HOST_PASSWORD = environment.text("HOMEWARD_SMTP_PASSWORD")
EMAIL_USE_TLS = environment.text("HOMEWARD_SMTP_TLS", "yes") != "no"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.text("HOMEWARD_MAIL_FROM", "homeward@localhost")

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [Path(__file__).resolve().parents[1] / "locale"]
LANGUAGE_COOKIE_NAME = "homeward_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "homeward.web.settings.logs.QuietFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "quiet"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},  # without Django's e-mails to administrators
        "django.request": {"level": "ERROR"},  # an address that is not there may hold whatever somebody typed
        "django.security": {"level": "ERROR"},
    },
}
