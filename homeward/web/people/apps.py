"""Tells Django about the app `people`: children, adults and families, and who may see whom."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Children, adults and families, and who may see whom."""

    name = "homeward.web.people"
    label = "people"

    def ready(self) -> None:
        """State who sees which records about people, and what the first page lists as to do."""
        from homeward.web.people import permissions
        from homeward.web.people.today import to_do

        permissions.state()
        to_do.list_all()
