"""Tells Django about the app `accounts`: people who sign in, and the roles they hold."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who sign in, and the roles they hold."""

    name = "homeward.web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Begin to listen for signing in and out, and see that the roles named in the settings are roles."""
        from homeward.web.accounts import signals  # noqa: F401 - listening is what importing it does
        from homeward.web.accounts.first_steps import check_roles

        check_roles()
