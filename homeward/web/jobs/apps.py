"""Tells Django about the app `jobs`: long work that goes on while the page waits: queue, worker, progress."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Long work that goes on while the page waits: queue, worker, progress."""

    name = "homeward.web.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Tell the queue what runs a job."""
        from homeward.web.jobs.queue import run_with
        from homeward.web.jobs.work import run

        run_with(run)
