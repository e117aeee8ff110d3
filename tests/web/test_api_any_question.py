"""Any question at all to the running interface: schemathesis makes them up from its description, and finds nothing."""

import os
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.web.own_service import ROOT, OwnService, own_service, wait_until

pytestmark = pytest.mark.slow
QUESTIONS, SEED, AT_MOST_SECONDS = 40, 1, 180
_FILL = """
from tests.web.interface_tokens import token_for
from tests.web.people_story import give_history, tell_story
story = tell_story()
give_history(story.child, 60)
print(story.child.pk, story.mother.pk, token_for(story.worker))
"""
_COUNT = """
from homeward.web.audit.models import AuditEvent
print(AuditEvent.objects.filter(action="page_read").count())
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory):
    with own_service(tmp_path_factory.mktemp("interface")) as service, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        service.address = f"http://127.0.0.1:{probe.getsockname()[1]}"
        probe.close()
        service.environment["HOMEWARD_PORT"] = service.address.rpartition(":")[2]
        service.environment["HOMEWARD_INTERFACE_READS_A_MINUTE"] = "1000000"
        service.child, service.person, service.token = service.python(_FILL).split()
        service.start("serve")
        wait_until(lambda: _is_up(service.address), "it answers")
        yield service


def _is_up(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def questioned(service: OwnService, settings: str) -> subprocess.CompletedProcess[str]:
    """Run schemathesis against the service with these settings of its own (a TOML file)."""
    (service.home / "schemathesis.toml").write_text(settings)
    command = [
        *(str(Path(sys.executable).parent / "schemathesis"), "run", f"{service.address}/api/v1/openapi.json"),
        *("--header", f"Authorization: Bearer {service.token}", "--max-examples", str(QUESTIONS), "--seed", str(SEED)),
        *("--phases", "examples,coverage,fuzzing", "--continue-on-failure", "--no-color"),
    ]
    return subprocess.run(
        command, cwd=service.home, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False, timeout=AT_MOST_SECONDS,
    )  # fmt: skip


def test_schemathesis_finds_nothing_about_records_that_there_are(service: OwnService) -> None:
    there = f'[parameters]\n"path.child_pk" = "{service.child}"\n"path.person_pk" = "{service.person}"\n'
    done = questioned(service, there)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert " passed" in done.stdout
    assert int(service.python(_COUNT)) > QUESTIONS, "most of what was asked was told"


def test_schemathesis_finds_nothing_about_records_that_there_are_not(service: OwnService) -> None:
    done = questioned(service, "")
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
