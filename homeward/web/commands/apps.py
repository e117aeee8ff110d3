"""Tells Django about the app `commands`: the commands that run and mind the service."""

from django.apps import AppConfig


class CommandsConfig(AppConfig):
    """The commands that run and mind the service."""

    name = "homeward.web.commands"
    label = "commands"
