"""Tells Django about the app `pathway`: a child's way home, step by step."""

from django.apps import AppConfig


class PathwayConfig(AppConfig):
    """A child's way home, step by step."""

    name = "homeward.web.pathway"
    label = "pathway"

    def ready(self) -> None:
        """State who sees the records of a pathway, what is told of it elsewhere, and which needs the record meets."""
        from homeward.web.pathway import permissions, today, told
        from homeward.web.pathway.assessment import met

        permissions.state()
        told.tell()
        today.list_all()
        met.tell()
