"""`homeward-web serve` as a real process: it answers, it ends when asked, and says why when it cannot begin."""

import socket
import urllib.error
import urllib.request

import pytest

from tests.web.own_service import own_service, wait_until

pytestmark = pytest.mark.slow


@pytest.fixture
def service(tmp_path):
    with own_service(tmp_path) as service:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            service.port = probe.getsockname()[1]
        service.environment["HOMEWARD_PORT"] = str(service.port)
        yield service


def answer(service, path: str) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{service.port}{path}", timeout=10) as got:
            return got.status
    except urllib.error.HTTPError as refused:
        refused.close()
        return refused.code
    except OSError:
        return 0


def test_it_serves_pages_with_their_style_sheets_and_ends_cleanly(service):
    process = service.start("serve")
    wait_until(lambda: answer(service, "/healthz") == 200 or process.poll() is not None, "it answers")
    assert answer(service, "/no-such-page") in (403, 404)
    manifest = (service.home / "static" / "staticfiles.json").read_text()
    assert "govuk" in manifest or "homeward" in manifest

    again = service.run("serve")
    assert again.returncode == 2
    assert again.stderr.startswith(f"127.0.0.1:{service.port} cannot be listened on")
    assert again.stderr.count("\n") == 1

    process.terminate()
    assert process.wait(15) == 0
    assert (service.home / "log").read_text() == f"Serving on http://127.0.0.1:{service.port}\n"
