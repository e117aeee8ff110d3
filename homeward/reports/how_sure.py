"""The sentence on how sure we are of a chapter's figures: their interval, what is hidden, and what is not complete."""

from collections import Counter
from collections.abc import Callable, Mapping

from homeward.reports.clauses import counted, hidden_among, likely, listed, not_over, result_of, sentence, total_of
from homeward.reports.datapack import Pack
from homeward.reports.reading_order import MEASURES
from homeward.reports.told_findings import SEVERITIES, group_findings

_MAIN = {
    "who-goes-home": ("returns_home", "the underlying share of returns home"),
    "do-they-stay": ("re_entry_within_12_months", "the underlying share in care again within 12 months"),
    "who-comes-back": ("re_entry_within_12_months", "the underlying share in care again within 12 months"),
    "repeat-returns": ("repeat_returns", "the underlying share of returns after an earlier one"),
    "placed-with-parents": ("placed_with_parents_ended_in_care", "the underlying share that ends elsewhere in care"),
    "plan-and-outcome": ("plan_against_outcome", "the underlying share of exits home as planned"),
    "in-care": ("looked_after", ""),
}
"""Whose interval a chapter tells, in what words, and of whose years it says which are not complete."""

_COMPLETE = "nothing here is hidden, and every year is complete"
_NOTHING = "nothing here could be counted from these returns"
_MAY_BE_CHANCE = "where the intervals of two groups overlap, chance alone may explain why they differ"


def how_sure_of(pack: Pack, chapter: str) -> str:
    """Return the sentence."""
    otherwise = _OTHERWISE.get(chapter)
    return sentence(*(otherwise(pack) if otherwise else _of_measures(pack, chapter)))


def _of_measures(pack: Pack, chapter: str) -> tuple[str, ...]:
    measure, words = _MAIN[chapter]
    main = result_of(pack, measure)
    held = [each for each in pack.results if each.id in (*MEASURES[chapter], measure)]
    if not any(each.rows for each in held):
        return (_NOTHING,)
    found = (likely(total_of(main), words), not_over(main), hidden_among(held))
    return found if any(found) else (_COMPLETE,)


def _at_a_glance(pack: Pack) -> tuple[str, ...]:
    home, back = (total_of(result_of(pack, each)) for each in ("returns_home", "re_entry_within_12_months"))
    return (
        likely(home, "the underlying share of returns home"),
        likely(back, "that of those in care again within 12 months"),
        hidden_among(pack.results),
    )


def _who_comes_back(pack: Pack) -> tuple[str, ...]:
    return (*_of_measures(pack, "who-comes-back"), _MAY_BE_CHANCE)


def _early_warning(pack: Pack) -> tuple[str, ...]:
    watched = [each for each in pack.results if each.id in MEASURES["early-warning"]]
    return (pack.early_warning.how_sure.removesuffix(".") if pack.early_warning else "", hidden_among(watched))


def _in_care(pack: Pack) -> tuple[str, ...]:
    caution = pack.flow.caution.removesuffix(".") if pack.flow else ""
    return (f"{caution[:1].lower()}{caution[1:]}", *_of_measures(pack, "in-care"))


def _true_for_us(pack: Pack) -> tuple[str, ...]:
    return ("a finding is about groups of children, in other places and years: it is never one child’s probability",)


def _beside_others(pack: Pack) -> tuple[str, ...]:
    mixed = "authorities look after different children, so look at ages and agreements (section 20) beside the share"
    if pack.beside_others is None:
        return (mixed,)
    shares = pack.beside_others.authorities
    told = sum(each.share is not None for each in shares)
    return (f"{told} of {counted(len(shares), 'authority has', 'authorities have')} a figure", mixed)


def _data_quality(pack: Pack) -> tuple[str, ...]:
    kinds = Counter(group.severity for group in group_findings(pack.findings))
    if not kinds:
        return ("nothing was noticed while reading",)
    told = [counted(kinds[each], f"kind of {each}", f"kinds of {each}") for each in SEVERITIES if kinds[each]]
    return (f"what was noticed while reading: {listed(told)}", "what was set aside is in no figure")


def _definitions(pack: Pack) -> tuple[str, ...]:
    return (
        "a 95% interval is the range in which the figure would probably lie if the years had turned out a little "
        "differently by chance alone; of a figure that is not complete yet nothing should be concluded",
    )


_OTHERWISE: Mapping[str, Callable[[Pack], tuple[str, ...]]] = {
    "at-a-glance": _at_a_glance,
    "who-comes-back": _who_comes_back,
    "early-warning": _early_warning,
    "in-care": _in_care,
    "true-for-us": _true_for_us,
    "beside-others": _beside_others,
    "data-quality": _data_quality,
    "definitions": _definitions,
}
