"""Tells Django about the app `people`: children, adults and families, and who may see whom."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Children, adults and families, and who may see whom."""

    name = "homeward.web.people"
    label = "people"

    def ready(self) -> None:
        """State who sees which records about people."""
        from homeward.web.people import permissions

        permissions.state()
