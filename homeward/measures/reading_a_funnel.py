"""What a funnel of authorities tells of one of them, and what must be known before anybody compares, in words."""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from homeward.evidence.release import Release
from homeward.measures.authority_shares import AuthorityShare
from homeward.measures.mix_of_children import MixFigure


class Reading(StrEnum):
    """What a funnel says about one authority."""

    WITHIN_CHANCE = "within what chance alone explains"
    WITHIN_USUAL = "beyond chance, but as many authorities are"
    BEYOND_95 = "outside the 95% limits"
    BEYOND_998 = "outside the 99.8% limits"
    CANNOT_BE_TOLD = "cannot be told"


_LOOK = "Look at who your children are before reading anything into it."


def read_ours(counted: AuthorityShare | None, published: Sequence[AuthorityShare]) -> tuple[Reading, str]:
    """Say what the funnel tells of ours: as counted here, or as published where that cannot be judged.

    `published` are the judged shares of all authorities, ours among them.
    """
    told = next((each for each in (counted, *published) if each and each.is_ours and each.standing), None)
    if told is None or told.standing is None or told.by_chance is None:
        return Reading.CANNOT_BE_TOLD, _no_figure(counted, published)
    ours = "Ours" if told is counted else "Ours, as published,"
    if told.by_chance == "within the limits":
        return Reading.WITHIN_CHANCE, f"{ours} is within what chance alone explains: no difference can be told."
    side, end = ("above", "upper") if "above" in told.by_chance else ("below", "lower")
    if told.standing == "within the limits":
        words = f"{ours} is {side} England by more than chance alone explains, but not more than many authorities are."
        return Reading.WITHIN_USUAL, f"{words} {_LOOK}"
    limit, reading = ("99.8%", Reading.BEYOND_998) if "99.8" in told.standing else ("95%", Reading.BEYOND_95)
    words = f"{ours} is {side} the {end} {limit} limit: it differs from England by more than chance would explain"
    return reading, f"{words}, and by more than authorities usually do. {_LOOK}"


def _no_figure(counted: AuthorityShare | None, published: Sequence[AuthorityShare]) -> str:
    reasons = [f"Counted here: {counted.why_not}."] if counted else []
    reasons += [f"As published: {each.why_not}." for each in published if each.is_ours]
    return " ".join(["There is no figure of ours to compare.", *reasons])


def notes_of(
    shares: Sequence[AuthorityShare], mix: Sequence[MixFigure], between: float, release: Release
) -> tuple[str, ...]:
    """Return what a reader must know before comparing: who is missing and why, what the limits are, how exact it is."""
    told = [each for each in shares if each.share is not None]
    missing = Counter(each.why_not for each in shares if each.share is None)
    notes = [f"{len(told)} of {len(shares)} authorities have a figure."]
    notes += [f"None for {count}: {why}." for why, count in missing.items()]
    if missing:
        notes.append(
            "Nothing is put in their place. Those missing are mostly the smaller ones, as small numbers are hidden."
        )
    notes.append("England’s line is the published share of all children together. Limits: 95% and 99.8%.")
    if between:
        beyond = sum(each.by_chance != "within the limits" for each in told)
        notes.append(
            f"By chance alone (exact binomial) {beyond} of {len(told)} would lie outside the 95% limits: authorities "
            "differ for other reasons as well. The limits are drawn wider to allow for that, by a standard deviation "
            f"of {between * 100:.1f} percentage points between authorities."
        )
    else:
        notes.append("The limits are those of chance alone (exact binomial).")
    return (*notes, f"Rounding: {release.rounding.strip()}", *_not_by_authority(mix))


def _not_by_authority(mix: Sequence[MixFigure]) -> tuple[str, ...]:
    """Say what would be needed to compare fairly and is not at hand, rather than leave a gap unexplained."""
    missing = [each.counts for each in mix if not each.is_published]
    if not missing:
        return ()
    listed = "; ".join(f"{words[:1].lower()}{words[1:]}" for words in missing)
    return (
        f"No release held here gives for each authority: {listed}. Ours stands beside England’s only, so a "
        "difference from the other authorities may be one of age or legal status.",
    )
