"""Gives signs of life from a thread of its own while long work goes on."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import connections

BEAT_SECONDS = 10
_log = logging.getLogger(__name__)


@contextmanager
def beating(beat: Callable[[], object]) -> Iterator[None]:
    """Call `beat` every ten seconds until the block is left. A beat that fails is missed; the next may succeed."""
    stop = Event()
    thread = Thread(target=_beat_until, args=(stop, beat), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _beat_until(stop: Event, beat: Callable[[], object]) -> None:
    while not stop.wait(BEAT_SECONDS):
        try:
            beat()
        except Exception as error:  # whatever it is, the next beat is worth trying; its words may name somebody
            _log.warning("a sign of life could not be given (%s)", type(error).__name__)
        finally:
            connections.close_all()
