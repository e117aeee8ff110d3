"""The set-up of services that tests start as processes of their own: the demo's, with work invented for tests."""

from homeward.web.settings.demo import *  # noqa: F403

INSTALLED_APPS = ["tests.web.invented_work", *INSTALLED_APPS]  # noqa: F405
