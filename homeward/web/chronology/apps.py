"""Tells Django about the app `chronology`: what happened to a child, and who may see which part of it."""

from django.apps import AppConfig


class ChronologyConfig(AppConfig):
    """What happened to a child, told from one store of events."""

    name = "homeward.web.chronology"
    label = "chronology"

    def ready(self) -> None:
        """State who sees which records of a child's story, and what the chronology is told from."""
        from homeward.web.chronology import permissions
        from homeward.web.chronology.drafts.today import drafts_begun
        from homeward.web.chronology.events import care, entered
        from homeward.web.chronology.file_reads.today import file_reads, tasks_of_readings
        from homeward.web.chronology.lately import times, today
        from homeward.web.chronology.papers.queries import PUT_ON_PAPER
        from homeward.web.chronology.papers.work import put_on_paper
        from homeward.web.chronology.return_events import told as return_told
        from homeward.web.chronology.visits import told as visits_told
        from homeward.web.chronology.voices import told as voices_told
        from homeward.web.jobs.work import register
        from homeward.web.people.record.lately import tell_lately
        from homeward.web.people.today.items import list_on_today
        from homeward.web.people.today.to_do import tell_elsewhere

        permissions.state()
        register(PUT_ON_PAPER, put_on_paper)
        entered.tell()
        care.tell()
        return_told.tell()
        visits_told.tell()
        voices_told.tell()
        tell_lately(times.lately)
        list_on_today(drafts_begun)
        list_on_today(today.long_not_seen_or_heard)
        list_on_today(file_reads)
        tell_elsewhere(tasks_of_readings)
