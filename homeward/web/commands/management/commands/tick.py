"""`homeward-web tick`: does what is due; run it every few minutes, for example from cron."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from homeward.web import clock
from homeward.web.accounts.actions import remove_old_sessions
from homeward.web.audit.head import NO_ROWS, Head, read_head, write_head
from homeward.web.audit.queries import chain_head, holds
from homeward.web.chronology.file_reads.actions import end_reads_shut
from homeward.web.chronology.papers.actions import throw_away_papers
from homeward.web.jobs.actions import prune_queue, reap_dead_jobs
from homeward.web.pathway.work.digest.actions import send_digests

HEAD_FILE = "audit-head.json"


class Command(BaseCommand):
    """Revive dead jobs, clear what is old, end readings that are shut, send digests, publish the audit's head."""

    help = "Do what is due: revive dead jobs, clear old queue entries and sessions, publish the audit chain's head."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take nothing; give an example."""
        parser.epilog = "Example: homeward-web tick"

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line for each thing that was done."""
        for line in _do_what_is_due():
            self.stdout.write(line)


def _do_what_is_due() -> Iterator[str]:
    if reaped := reap_dead_jobs(by=None, at=clock.now()):
        yield f"Jobs whose worker had died: {reaped}."
    if pruned := prune_queue(by=None, at=clock.now()):
        yield f"Old entries removed from the queue: {pruned}."
    if ended := remove_old_sessions(by=None, at=clock.now()):
        yield f"Sessions that were over: {ended}."
    if shut := end_reads_shut(by=None, on=clock.today()):
        yield f"File reads whose reader lost the record: {shut}."
    if thrown := throw_away_papers(by=None, at=clock.now()):
        yield f"Chronologies on paper that nobody needs any more: {thrown}."
    sent, failed = send_digests(by=None, at=clock.now())
    if sent:
        yield f"E-mails of what is due: {sent}."
    if failed:
        yield f"E-mails that could not be sent, to be tried again: {failed}."
    yield _publish_head()


def _publish_head() -> str:
    """Write the chain's head beside the data, unless the chain has lost the one published before: that is the proof."""
    file = settings.HOMEWARD_HOME / HEAD_FILE
    published = _published(file)
    if not holds(published):
        raise CommandError(
            f"The audit chain has lost row {published.number}, which {file} says it had: keep that file and run "
            f"`homeward-web audit-verify --head {file}`."
        )
    head = chain_head(clock.now().isoformat())
    try:
        write_head(file, head)
    except OSError as error:
        raise CommandError(f"{file} could not be written.") from error
    return f"Audit head published: row {head.number}."


def _published(file: Path) -> Head:
    try:
        return read_head(file) if file.exists() else NO_ROWS
    except (OSError, ValueError) as error:
        raise CommandError(
            f"{file} is not a published head of the audit chain: find out why, then move it away."
        ) from error
