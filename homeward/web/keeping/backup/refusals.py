"""Why a backup could not be made or put back: one sentence each, fit for a terminal, with nothing of a person in it."""


class BackupError(Exception):
    """A backup could not be made, or the place to restore to cannot be used. Nothing was changed."""


class DamagedError(BackupError):
    """The file is not a whole backup as it was written, or its passphrase is wrong. Nothing was changed."""
