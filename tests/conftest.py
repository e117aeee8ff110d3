"""What every test can rely on. Under CI a skipped test is a failure: nobody notices what did not run."""

import os
from pathlib import Path

import pytest

pytest_plugins = ["tests.audit_rows_removable"]

SAMPLE = Path(__file__).resolve().parents[2] / "shared" / "data" / "ssda903-sample"


@pytest.fixture(scope="session")
def sample() -> Path:
    """The folder of five yearly returns that this project did not write."""
    if not SAMPLE.is_dir():
        pytest.skip("the sample return is not beside this checkout (../shared/data/ssda903-sample)")
    return SAMPLE


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.skipped and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"skipped under CI, which counts as a failure: {report.longrepr}"
    return report
