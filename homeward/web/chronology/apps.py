"""Tells Django about the app `chronology`: what happened to a child, and who may see which part of it."""

from django.apps import AppConfig


class ChronologyConfig(AppConfig):
    """What happened to a child, told from one store of events."""

    name = "homeward.web.chronology"
    label = "chronology"

    def ready(self) -> None:
        """State who sees which records of a child's story, and what the chronology is told from."""
        from homeward.web.chronology import permissions
        from homeward.web.chronology.events import care, entered

        permissions.state()
        entered.tell()
        care.tell()
