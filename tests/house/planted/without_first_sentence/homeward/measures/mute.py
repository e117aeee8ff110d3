import os


def path() -> str:
    return os.sep


class Thing:
    """A thing."""

    def act(self) -> None:
        """Act."""

        def inner() -> None:
            pass

        inner()

    def speak(self) -> None:
        pass
