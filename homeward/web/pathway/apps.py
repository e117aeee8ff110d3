"""Tells Django about the app `pathway`: a child's way home, step by step."""

from django.apps import AppConfig


class PathwayConfig(AppConfig):
    """A child's way home, step by step."""

    name = "homeward.web.pathway"
    label = "pathway"

    def ready(self) -> None:
        """State who sees the records of a pathway, what is told of it elsewhere, and which needs the record meets."""
        from homeward.web.pathway import permissions, today, told
        from homeward.web.pathway.agreements import met as agreements_met
        from homeward.web.pathway.agreements import told as agreements
        from homeward.web.pathway.assessment import met
        from homeward.web.pathway.decisions import telling as decisions
        from homeward.web.pathway.home import told as home
        from homeward.web.pathway.work import told as work

        permissions.state()
        told.tell()
        today.list_all()
        met.tell()
        work.tell()
        home.tell()
        agreements_met.tell()
        agreements.tell()
        decisions.tell()
