"""Tells Django about the app `audit`: who looked, who wrote, and proof that nobody changed that record afterwards."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who looked, who wrote, and proof that nobody changed that record afterwards."""

    name = "homeward.web.audit"
    label = "audit"
