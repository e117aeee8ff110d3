"""Words that are withheld are nowhere in what is given, wherever they stood; all else is, in its order."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.web.keeping.requests.withholding import Piece, Withheld, stands_in, told

WORDS = st.lists(st.sampled_from(["Ann", "Annual", "ann", "the", "sea", "sea.", "Flo-Ann", "\n", "é"]), max_size=12)


def given_text(pieces):
    return "".join(piece.text for piece in pieces if not piece.is_withheld)


def test_words_are_taken_out_wherever_they_stand_in_any_case_and_over_line_ends():
    pieces = told("Ann saw Flo  Carter.\nFLO\nCARTER left; Annual.", [Withheld("flo carter", "[W]")])
    assert pieces == [
        Piece("Ann saw "),
        Piece("[W]", is_withheld=True),
        Piece(".\n"),
        Piece("[W]", is_withheld=True),
        Piece(" left; Annual."),
    ]


def test_what_overlaps_is_taken_out_as_one_with_both_reasons():
    pieces = told("her mother Mo said", [Withheld("her mother Mo", "[A]"), Withheld("Mo said", "[B]")])
    assert pieces == [Piece("[A]; [B]", is_withheld=True)]


def test_all_of_an_entry():
    assert told("Everything.", [Withheld("", "[W]"), Withheld("thing", "[X]")]) == [Piece("[W]", is_withheld=True)]
    assert told("", [Withheld("", "[W]")]) == []


def test_a_part_of_a_longer_word_is_not_found():
    assert not stands_in("Annual", "Ann")
    assert stands_in("(Ann)", "Ann")
    assert stands_in("a £5 note", "£5")


@settings(max_examples=150, deadline=None)
@given(WORDS, st.lists(st.text(string.ascii_letters + " .-é", min_size=1, max_size=8).filter(str.strip), max_size=3))
def test_nothing_withheld_is_left_and_nothing_else_is_lost(words, withheld):
    text = " ".join(words)
    pieces = told(text, [Withheld(one, "[]") for one in withheld])
    left = [piece.text for piece in pieces if not piece.is_withheld]
    assert not any(stands_in(part, one) for part in left for one in withheld)
    at = 0
    for part in left:
        at = text.index(part, at) + len(part)
    if not any(stands_in(text, one) for one in withheld):
        assert "".join(left) == text


@settings(max_examples=100, deadline=None)
@given(WORDS)
def test_one_name_withheld_is_in_no_piece(words):
    left = "\0".join(piece.text for piece in told(" ".join(words), [Withheld("ann", "[]")]) if not piece.is_withheld)
    assert not stands_in(left.replace("\0", " | "), "ann")
