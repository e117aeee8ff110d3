"""The queue of jobs: it carries ids and nothing else, for whoever runs the service may read what stands in it."""

from collections.abc import Callable
from uuid import UUID

from django_tasks import task

_runners: list[Callable[[UUID], None]] = []


def run_with(runner: Callable[[UUID], None]) -> None:
    """Say, when the service starts, what runs a job. It must raise nothing: the queue would keep the traceback."""
    _runners[:] = [runner]


@task
def run_job(job_id: str) -> None:
    """Run the job with this id. The worker calls it; what it does stands in `work`."""
    _runners[0](UUID(job_id))


def put_in_queue(job_id: UUID) -> UUID:
    """Put a job's id at the end of the queue and return the entry's own id.

    The queue is a table of the same database: called inside a transaction, a worker sees the entry once that commits.
    """
    return UUID(run_job.enqueue(str(job_id)).id)
