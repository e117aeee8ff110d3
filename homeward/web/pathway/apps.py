"""Tells Django about the app `pathway`: a child's way home, step by step."""

from django.apps import AppConfig


class PathwayConfig(AppConfig):
    """A child's way home, step by step."""

    name = "homeward.web.pathway"
    label = "pathway"

    def ready(self) -> None:
        """State who sees the records of a pathway, what the chronology is told of it, and what the first page lists."""
        from homeward.web.pathway import permissions, today, told

        permissions.state()
        told.tell()
        today.list_all()
