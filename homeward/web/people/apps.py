"""Tells Django about the app `people`: who may see what, and in later issues the children and adults themselves."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who may see what, and in later issues the children and adults themselves."""

    name = "homeward.web.people"
    label = "people"
