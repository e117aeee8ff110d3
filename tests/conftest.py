"""What every test can rely on. Under CI a skipped test is a failure: nobody notices what did not run."""

import gc
import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

pytest_plugins = ["tests.audit_rows_removable"]

# Thousands of tests leave much behind that lives on; to look through all of it ever again took a quarter of the time.
gc.set_threshold(50_000, 50, 100)

# One day for the whole run: what a file's first lines call today must still be today when its tests run after midnight.
if settings.HOMEWARD_TODAY is None:
    settings.HOMEWARD_TODAY = datetime.now(ZoneInfo("Europe/London")).date()

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


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Send tests that share something made once for their file to one process: each more would make it again."""
    for item in items:
        if not item.get_closest_marker("xdist_group") and _shares_of_its_file(item):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


def _shares_of_its_file(item):
    made = item._fixtureinfo.name2fixturedefs.values()
    return any(one.scope == "module" for of_a_name in made for one in of_a_name)
