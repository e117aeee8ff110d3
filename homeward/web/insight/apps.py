"""Tells Django about the app `insight`: from an uploaded return to published figures."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """From an uploaded return to published figures."""

    name = "homeward.web.insight"
    label = "insight"

    def ready(self) -> None:
        """State who sees which records, and what the jobs on returns do."""
        from homeward.web.insight import permissions, work
        from homeward.web.jobs.work import register

        permissions.state()
        register(work.READ_RETURN, work.read_return)
        register(work.KEEP_SHARED, work.keep_what_is_shared)
