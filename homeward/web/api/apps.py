"""Tells Django about the app `api`: what other systems may read, and the tokens by which they come."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What other systems may read, and the tokens by which they come."""

    name = "homeward.web.api"
    label = "api"
