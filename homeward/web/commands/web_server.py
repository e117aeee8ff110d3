"""The web server itself, a program of its own so that it begins without anything of ours loaded.

`homeward-web serve` becomes this program. Each of its processes then loads the pages for itself: what they count with
keeps threads, and a process that was split off while threads ran may wait for one of them for ever.
"""

import os
import sys
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication

WORKERS, THREADS = 2, 4
TIMEOUT_SECONDS, LEAVE_SECONDS = 60, 10
LONGEST_ADDRESS = 8190
"""The most the server can: filters stand in the address, and a search may be long."""
MEMORY = Path("/dev/shm")  # noqa: S108 - gunicorn makes its own private file there


class Pages(BaseApplication):
    """The web server, told by us and by nothing else how to run."""

    def __init__(self, host: str, port: str) -> None:
        """Listen on a host and port."""
        self.address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        super().__init__()

    def load_config(self) -> None:
        """Write no line for each page asked for: who looked at what stands in the audit."""
        wanted = {
            "bind": self.address,
            "workers": WORKERS,
            "worker_class": "gthread",
            "threads": THREADS,
            "timeout": TIMEOUT_SECONDS,
            "graceful_timeout": LEAVE_SECONDS,
            "limit_request_line": LONGEST_ADDRESS,
            "worker_tmp_dir": str(MEMORY) if os.access(MEMORY, os.W_OK) else None,
            "control_socket_disable": True,
            "accesslog": None,
            "loglevel": "warning",
            "when_ready": self.tell,
        }
        for name, value in wanted.items():
            self.cfg.set(name, value)

    def tell(self, server: Any) -> None:
        """Say where the pages are, once they can be asked for."""
        sys.stdout.write(f"Serving on http://{self.address}\n")
        sys.stdout.flush()

    def load(self) -> Any:
        """Return what answers requests."""
        from homeward.web.wsgi import application

        return application


if __name__ == "__main__":
    Pages(*sys.argv[1:]).run()
