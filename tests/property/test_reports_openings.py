"""Whatever the figures: no opening praises or blames, tells one half of the story, or a number that is hidden."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.evidence.authorities import authority
from homeward.invented import invent
from homeward.measures.suppress import suppress
from homeward.reports.chapters import chapters
from homeward.reports.datapack import all_rows, prepare, with_results
from homeward.sources import ssda903
from tests.random_packs import random_pack
from tests.spec.reports.hand_made_pack import hand_made_pack

PRAISE_OR_BLAME = re.compile(
    r"\b(good|bad|better|best|worse|worst|well|poor|poorly|improv\w+|success\w*|excellent|fail\w*|deteriorat\w+|"
    r"disappoint\w+|encourag\w+|high|low|too many|too few)\b",
    re.IGNORECASE,
)
ALLOWED = ("too few to tell", "too few months", "too few quarters", "too few half-years", "too few children came back")
GOING_HOME = re.compile(r"returns? home|went home|go(es|ing)? home|exits? home", re.IGNORECASE)
COMING_BACK = re.compile(r"in care again|by care again|came back|come back|followed for 12 months", re.IGNORECASE)


def check(pack):
    """Look at the first sentences of every chapter."""
    for chapter in chapters(pack):
        for said in filter(None, (chapter.opening, chapter.how_sure)):
            plain = said
            for words in ALLOWED:
                plain = re.sub(words, "", plain, flags=re.IGNORECASE)
            assert not PRAISE_OR_BLAME.search(plain), said
            assert re.fullmatch(r"[A-Z0-9].*\.", said), said
            assert "None" not in said
            assert not re.search(r"  |;;|\.\.|\( |\{|\}|nan\b", said), said
        assert chapter.opening
        # A chapter without any figure to tell (nothing counted, no authority) names neither.
        if GOING_HOME.search(chapter.opening):
            assert COMING_BACK.search(chapter.opening), (chapter.id, chapter.opening)


@pytest.mark.slow
@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_packs_of_invented_exits_whole_and_with_small_numbers_hidden(seed):
    results = random_pack(seed)
    for shown in (results, suppress(results)):
        check(with_results(hand_made_pack(results=()), shown))


@given(st.integers(0, 10_000))
@settings(max_examples=5, deadline=None)
def test_a_pack_in_which_everything_is_hidden_tells_no_number(seed):
    hidden = [
        replace(
            result,
            rows=tuple(map(_hide, result.rows)),
            beside=tuple(replace(other, rows=tuple(map(_hide, other.rows))) for other in result.beside),
        )
        for result in random_pack(seed, exits=60)
    ]
    pack = with_results(hand_made_pack(results=(), authority=None), hidden)
    assert all(row.suppressed for result in pack.results for row in all_rows(result))
    check(pack)
    for chapter in chapters(pack):
        if chapter.parts:
            assert not re.search(r"\d%|\d of \d", re.sub(r"\d+ of \d+ months", "", chapter.opening)), chapter.opening


def _hide(row):
    return replace(row, numerator=None, denominator=None, value=None, low=None, high=None, suppressed=True)


@pytest.mark.parametrize("definition", ["dfe", "bristol"])
@pytest.mark.parametrize("in_care", [3, *(pytest.param(size, marks=pytest.mark.slow) for size in (1, 60))])
def test_packs_of_invented_councils_small_and_large(in_care, definition):
    files = invent(in_care=in_care, years=2, last_year=2024, seed=in_care)
    rows = ssda903.stitch(ssda903.read_files(files))
    for audience in ("internal", "shareable"):
        pack = prepare(rows, audience=audience, definition=definition, authority=authority("301"))
        check(pack)
        check(with_results(replace(pack, authority=None), pack.results))
