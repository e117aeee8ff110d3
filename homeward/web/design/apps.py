"""Tells Django about the app `design`: how every page looks: our style sheet, page frame and form fields."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """How every page looks: our style sheet, page frame and form fields."""

    name = "homeward.web.design"
    label = "design"
