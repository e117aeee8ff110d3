"""Tells Django about the app `keeping`: how long records are kept, how they end, what people are given of theirs."""

from django.apps import AppConfig


class KeepingConfig(AppConfig):
    """How long records are kept, what may not be destroyed, what two people destroy, what people are given."""

    name = "homeward.web.keeping"
    label = "keeping"

    def ready(self) -> None:
        """State who sees which of these records."""
        from homeward.web.keeping import permissions

        permissions.state()
