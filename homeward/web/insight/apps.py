"""Tells Django about the app `insight`: from an uploaded return to published figures."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """From an uploaded return to published figures."""

    name = "homeward.web.insight"
    label = "insight"

    def ready(self) -> None:
        """State who sees which records, what the jobs on returns do, and what other pages are told from here."""
        from homeward.web.insight import permissions, today, work
        from homeward.web.insight.group_rates import group_rates_of
        from homeward.web.jobs.work import register
        from homeward.web.people.group_rates import tell_group_rates
        from homeward.web.people.today.items import list_on_today

        permissions.state()
        list_on_today(today.returns_waiting)
        tell_group_rates(group_rates_of)
        register(work.READ_RETURN, work.read_return)
        register(work.KEEP_SHARED, work.keep_what_is_shared)
        register(work.FILL_RECORDS, work.fill_records)
