"""Damaged bytes are read as far as they go, or refused in one sentence: never a traceback, never a lost row."""

import io
import random
import zipfile

import pytest

from homeward.invented import invent
from tests.property.test_ssda903_histories import attempt, check

FILES = invent(in_care=25, years=3, last_year=2024, seed=11)
PIECES = (b'"', b",", b"\n", b"\r", b"\0", b"\xff", b"\xc3", b";", b"", b"99999", b"31/02/2020", b'""', b"\xef\xbb\xbf")


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The bytes with one to six pieces cut out, put in, or copied elsewhere."""
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(content) + 1)
        end = min(len(content), start + chance.choice([0, 1, 1, 5, 80]))
        piece = chance.choice([*PIECES, bytes([chance.randrange(256)]), content[start : start + chance.randrange(200)]])
        content = content[:start] + piece + content[end:]
    return content


def read_and_check(files: dict[str, bytes]) -> bool:
    """Say whether the files were read; fail on anything but a reading that adds up or a refusal of one sentence."""
    rows = attempt(files)
    if isinstance(rows, str):
        assert "\n" not in rows
        return False
    check(rows)
    for finding in rows.findings:
        assert finding.sentence
        assert finding.value is None or len(finding.value) <= 40
    return True


@pytest.mark.parametrize("seed", [*range(5), *(pytest.param(n, marks=pytest.mark.slow) for n in range(5, 150))])
def test_damaged_csv(seed: int) -> None:
    chance = random.Random(seed)
    name = chance.choice(sorted(FILES))
    read_and_check({**FILES, name: mutated(FILES[name], chance)})


@pytest.mark.slow
def test_damaged_zips() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in FILES.items():
            archive.writestr(name, content)
    whole = packed.getvalue()
    outcomes = [read_and_check({"returns.zip": mutated(whole, random.Random(seed))}) for seed in range(60)]
    assert len(set(outcomes)) == 2, "some of the damage must spoil the zip and some must not"


def test_cut_anywhere() -> None:
    content = FILES["return-2023/episodes.csv"]
    for length in range(0, len(content), 97):
        read_and_check({"2023/episodes.csv": content[:length]})
