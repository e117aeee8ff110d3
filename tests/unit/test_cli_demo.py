"""The demo starts both children, says who signs in, and leaves nothing running however it ends."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time

import pytest

STUB = """
import http.server, json, os, pathlib, sys, time
step, home = sys.argv[1], pathlib.Path(os.environ["HOMEWARD_HOME"])
waiting = home / (step + ".new")
waiting.write_text(str(os.getpid()))
waiting.rename(home / (step + ".pid"))
if step == os.environ.get("BREAKS"):
    sys.exit(3)
if step == "demo-data":
    content = {"accounts": {"analyst": "analyst", "team_manager": "team_manager"}, "password": "open-sesame"}
    (home / "demo.json").write_text(json.dumps(content))
if step == "worker":
    time.sleep(60)
if step == "serve":
    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.path == "/healthz" else 404)
            self.end_headers()
        def log_message(self, *args):
            pass
    http.server.HTTPServer(("localhost", int(os.environ["HOMEWARD_PORT"])), Answer).serve_forever()
"""

RUN = """
import sys
from homeward.cli import FailedError, run_demo
try:
    sys.exit(run_demo([sys.executable, sys.argv[1]], int(sys.argv[2])))
except FailedError as error:
    error.show()
    sys.exit(error.exit_code)
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


@pytest.fixture
def demo(tmp_path):
    """Start the demo with stand-ins for the web; whatever a test leaves running is ended by its id."""
    stub = tmp_path / "stub.py"
    stub.write_text(textwrap.dedent(STUB))
    started = []

    def start(port, **more):
        surroundings = os.environ | {"HOMEWARD_HOME": str(tmp_path), "HOMEWARD_PORT": str(port), **more}
        command = [sys.executable, "-u", "-c", RUN, str(stub), str(port)]
        pipe = subprocess.PIPE
        started.append(subprocess.Popen(command, env=surroundings, stdout=pipe, stderr=pipe, text=True))
        return started[-1]

    yield start
    for process in started:
        process.terminate()
        process.communicate(timeout=30)


def wait_for_line(process, words):
    said = []
    for line in process.stdout:
        said.append(line)
        if words in line:
            return "".join(said)
    raise AssertionError("".join(said) + process.stderr.read())


def wait_for_file(path):
    until = time.monotonic() + 10
    while not path.exists() and time.monotonic() < until:
        time.sleep(0.05)


def is_running(pid_file):
    try:
        os.kill(int(pid_file.read_text()), 0)
    except (ProcessLookupError, FileNotFoundError):
        return False
    return True


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_demo_says_who_signs_in_and_ends_cleanly(demo, tmp_path, how):
    port = free_port()
    process = demo(port)
    said = wait_for_line(process, "Ctrl-C")
    assert f"http://localhost:{port}" in said
    assert "team_manager" in said
    assert "open-sesame" in said
    wait_for_file(tmp_path / "worker.pid")
    assert is_running(tmp_path / "worker.pid")
    process.send_signal(how)
    assert process.wait(15) == 0
    assert not is_running(tmp_path / "serve.pid")
    assert not is_running(tmp_path / "worker.pid")


@pytest.mark.parametrize("child", ["serve", "worker"])
def test_when_a_child_ends_the_demo_says_which_and_ends_the_other(demo, tmp_path, child):
    process = demo(free_port(), BREAKS=child)
    _, complaint = process.communicate(timeout=20)
    assert process.returncode == 1
    assert complaint == f"homeward: {child} ended by itself, so the demo ends.\n"
    assert not is_running(tmp_path / ("worker.pid" if child == "serve" else "serve.pid"))


def test_a_failed_first_step_is_named_and_nothing_is_started(demo, tmp_path):
    process = demo(free_port(), BREAKS="demo-data")
    _, complaint = process.communicate(timeout=20)
    assert process.returncode == 2
    assert complaint == "homeward: the step 'demo-data' of the demo failed; what it said stands above.\n"
    assert not (tmp_path / "serve.pid").exists()


def test_a_port_in_use_is_one_sentence(demo, tmp_path):
    with socket.socket() as taken:
        taken.bind(("localhost", 0))
        taken.listen()
        process = demo(taken.getsockname()[1])
        _, complaint = process.communicate(timeout=20)
    assert process.returncode == 2
    assert complaint.endswith("is already in use; set HOMEWARD_PORT to another one.\n")
    assert not (tmp_path / "migrate.pid").exists()
