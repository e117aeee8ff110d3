"""The sample return, which this project did not write, is read and joined with every row accounted for."""

from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from homeward.sources.ssda903 import read, stitch

SAMPLE = Path(__file__).parents[2].parent / "shared" / "data" / "ssda903-sample"

pytestmark = pytest.mark.skipif(not SAMPLE.is_dir(), reason="the sample return is not at ../shared/data/ssda903-sample")


def test_every_row_of_the_sample_has_a_fate() -> None:
    rows = stitch(read(SAMPLE))
    assert rows.years == (2018, 2019, 2020, 2021, 2022)
    # Counted with `wc -l`, less one header line a file.
    assert rows.fates["Episodes"].read == 1460 + 974 + 648 + 402 + 253
    assert rows.fates["Header"].read == 819 + 572 + 362 + 226 + 144
    assert not [finding for finding in rows.findings if finding.severity == "error"]


def test_the_sample_agrees_with_a_count_by_hand() -> None:
    """Figures that shell commands over the five episodes.csv give: respite rows, and open rows that carry a REC."""
    rows = stitch(read(SAMPLE))
    found = Counter(finding.rule for finding in rows.findings)
    raw = pl.concat([pl.read_csv(path, infer_schema=False) for path in sorted(SAMPLE.glob("*/episodes.csv"))])
    respite = raw.filter(pl.col("LS").is_in(["V3", "V4"]))
    care = raw.filter(~pl.col("LS").is_in(["V3", "V4"]))
    assert found["reason_without_end"] == care.filter(pl.col("DEC").is_null(), pl.col("REC").is_not_null()).height
    assert rows.episodes.native.height == care.unique(["CHILD", "DECOM"]).height
    assert rows.fates["Episodes"].set_aside == respite.height + found["episode_changed"] + found["episode_repeated"]
