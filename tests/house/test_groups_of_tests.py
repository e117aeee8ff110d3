"""Tests that share a costly beginning, such as a demo, must go to one process: each more would begin it again."""

import pytest


@pytest.mark.xdist_group("house")
def test_what_is_marked_as_one_group_goes_to_one_process(request: pytest.FixtureRequest) -> None:
    """Once it did not, in silence: the testing tool had changed, and every demo was started twice."""
    if hasattr(request.config, "workerinput"):
        assert request.node.nodeid.endswith("@house")
