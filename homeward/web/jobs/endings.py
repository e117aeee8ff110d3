"""How a job can end other than by being done; the work itself and the worker both say so by raising one of these."""


class JobFailedError(Exception):
    """The work cannot be done. The message is one sentence fit for the screen: what, where, and what to do."""


class JobCancelledError(Exception):
    """Somebody asked for the job to stop."""


class JobLostError(Exception):
    """The job is not, or no longer, this run's to do: it ended, or another worker took it over."""


class WorkerStoppingError(Exception):
    """The worker is being shut down; another will do the job from the start."""
