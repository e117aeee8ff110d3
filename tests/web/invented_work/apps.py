"""Tells Django about the app `invented_work`, which only the tests install."""

import time
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings

KIND = "invented"


class InventedWorkConfig(AppConfig):
    name = "tests.web.invented_work"

    def ready(self) -> None:
        from homeward.web.jobs.work import register

        register(KIND, run)


def run(argument, progress) -> None:
    home = Path(settings.HOMEWARD_HOME)
    note(home, "began")
    while (home / "hold").exists():
        if (home / "may-report").exists():
            progress.report(0.5, "Holding")
        time.sleep(0.02)
    progress.report(1, "Let go")
    note(home, "ended")


def note(home: Path, word: str) -> None:
    with (home / "notes").open("a") as notes:
        notes.write(word + "\n")
