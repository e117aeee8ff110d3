"""The sentence that opens each chapter: what the figures say, in plain words and without praise or blame.

No figure is called high or low, and returns home are never told without how many children were in care again.
"""

from collections import Counter
from collections.abc import Callable, Mapping

from homeward.charts.figures import group_label, percent
from homeward.measures.comparison import Verdict
from homeward.measures.result import ResultRow
from homeward.reports.clauses import (
    came_back,
    counted,
    half_took,
    latest_year_of,
    listed,
    result_of,
    sentence,
    share_told,
    total_of,
    went_home,
)
from homeward.reports.datapack import Pack
from homeward.reports.reading_order import chapter_of


def opening_of(pack: Pack, chapter: str) -> str:
    """Return the sentence that says what the figures of a chapter say."""
    return sentence(_OPENINGS[chapter](pack))


def _joined(*clauses: str) -> str:
    return "; ".join(filter(None, clauses))


def _at_a_glance(pack: Pack) -> str:
    return _joined(went_home(pack), came_back(pack))


def _who_goes_home(pack: Pack) -> str:
    median = total_of(result_of(pack, "time_in_care_before_return"))
    took = half_took(median, "half of those who went home had been in care for {days} days or fewer")
    return _joined(went_home(pack), took, came_back(pack))


def _do_they_stay(pack: Pack) -> str:
    row, longer = (total_of(result_of(pack, f"re_entry_within_{months}_months")) for months in (12, 24))
    stayed = later = ""
    if row and row.numerator is not None and row.denominator:
        stayed = f"after {row.denominator - row.numerator:,} the child was not"
    if longer and longer.value is not None:
        later = f"within 24 months it was {longer.numerator or 0:,} of {longer.denominator or 0:,}"
        later += f" ({percent(longer.value)})"
    return _joined(came_back(pack), stayed, later)


def _who_comes_back(pack: Pack) -> str:
    """Tell every age rather than the extremes, which are mostly the smallest groups."""
    result = result_of(pack, "re_entry_within_12_months")
    rows = [row for row in (result.rows if result else ()) if set(row.group) == {"age_band"}]
    ages = [_of_age(row) for row in rows if row.suppressed or row.value is not None]
    is_shown = any(row.value is not None for row in rows)
    median = total_of(result_of(pack, "time_at_home_before_re_entry"))
    when = half_took(median, "half of those who came back so far had been home for {days} days or fewer")
    return _joined(came_back(pack), f"by age at going home: {listed(ages)}" if is_shown else "", when)


def _of_age(row: ResultRow) -> str:
    share = "hidden" if row.value is None else percent(row.value)
    return f"{share} ({group_label(row.group['age_band'], 'age_band').lower()})"


def _early_warning(pack: Pack) -> str:
    says = pack.early_warning.says if pack.early_warning else ""
    return _joined(came_back(pack, 3), f"{says[:1].lower()}{says[1:]}")


def _repeat_returns(pack: Pack) -> str:
    return share_told(
        total_of(result_of(pack, "repeat_returns")),
        "{number} of {out_of} home came after an earlier return home that had ended in care again ({share})",
        what="how many returns home came after an earlier return home that had ended in care again",
        nobody="nobody went home, so nobody came back into care",
        nouns=("return", "returns"),
    )


def _placed_with_parents(pack: Pack) -> str:
    placed, ended = result_of(pack, "placed_with_parents"), result_of(pack, "placed_with_parents_ended_in_care")
    row = latest_year_of(placed)
    when = _on_31_march(row.group["year"] if row else "")
    now = share_told(
        row,
        f"{when}, {{number}} of {{out_of}} looked after {{was}} placed with their parents ({{share}})",
        what=f"how many of the children looked after {when} were placed with their parents",
        nobody=f"{when} no children were looked after",
        nouns=("child", "children"),
    )
    after = share_told(
        total_of(ended),
        "of {out_of} with parents that ended, {number} ended with the child placed elsewhere in care ({share})",
        what="how many placements with parents ended with the child placed elsewhere in care",
        nobody="no placement with parents has ended yet",
        nouns=("placement", "placements"),
    )
    return _joined(now, after)


def _on_31_march(year: str) -> str:
    return f"on 31 March {year}" if year else "on 31 March"


def _plan_and_outcome(pack: Pack) -> str:
    planned, named = result_of(pack, "plan_is_return_home"), result_of(pack, "plan_against_outcome")
    if planned is None and named is None:
        note = next((each.note for each in pack.results if chapter_of(each.id) == "plan-and-outcome" and each.note), "")
        return note.removesuffix(".") or "no plans were counted"
    row = latest_year_of(planned)
    when = _on_31_march(row.group["year"] if row else "")
    plan = share_told(
        row,
        f"{when}, going home was the plan for {{number}} of {{out_of}} looked after with a plan on record ({{share}})",
        what=f"for how many of the children looked after {when} going home was the plan",
        nobody=f"{when} no child looked after had a plan on record",
        nouns=("child", "children"),
    )
    outcome = share_told(
        total_of(named),
        "of {out_of} home with a plan on record, {number} {was} as planned ({share})",
        what="how many exits home were as planned",
        nobody="nobody with a plan on record went home",
        nouns=("exit", "exits"),
    )
    return _joined(plan, outcome, came_back(pack))


def _in_care(pack: Pack) -> str:
    row = latest_year_of(result_of(pack, "looked_after"))
    now = ""
    if row is not None:
        when = _on_31_march(row.group["year"])
        now = f"how many children were looked after {when} is hidden"
        if row.numerator is not None:
            verb = "was" if row.numerator == 1 else "were"
            now = f"{when}, {counted(row.numerator, 'child', 'children')} {verb} looked after"
    told = pack.flow.sentence.removesuffix(".") if pack.flow else _joined(went_home(pack), came_back(pack))
    return _joined(now, f"{told[:1].lower()}{told[1:]}")


def _true_for_us(pack: Pack) -> str:
    if not pack.comparisons:
        return (
            "nothing is compared here: research and published figures stand beside figures of all children, counted by "
            "the Department for Education’s definition"
        )
    found = Counter(each.verdict for every in pack.comparisons.values() for each in every)
    alike, other, untold = found[Verdict.DOES_NOT_DIFFER], found[Verdict.DIFFERS], found[Verdict.CANNOT_BE_TOLD]
    return (
        f"of {counted(alike + other + untold, 'figure', 'figures')} from research and published releases, ours differs "
        f"from {other:,} by more than chance would explain and does not differ from {alike:,}; of {untold:,} it cannot "
        "be told"
    )


def _beside_others(pack: Pack) -> str:
    beside = pack.beside_others
    if beside is None:
        return "nothing stands here yet: say of which authority the figures are, and all the others stand beside it"
    shown = beside.counted if beside.counted and beside.counted.share is not None else beside.published
    if shown.share is None or beside.england.share is None:
        return _joined(beside.verdict.removesuffix("."), came_back(pack))
    source = "" if shown is beside.counted else ", as published"
    return _joined(
        f"in the year to 31 March {beside.year}, {shown.numerator or 0:,} of {shown.denominator or 0:,} children who "
        f"left care went home{source} ({percent(shown.share)}; in England {percent(beside.england.share)})",
        _first_sentence(beside.verdict),
        came_back(pack),
    )


def _first_sentence(words: str) -> str:
    first = words.split(". ", maxsplit=1)[0].removesuffix(".")
    return f"{first[:1].lower()}{first[1:]}"


def _data_quality(pack: Pack) -> str:
    read, used, repaired, aside = (
        sum(getattr(fate, name) for fate in pack.fates.values()) for name in ("read", "used", "repaired", "set_aside")
    )
    return (
        f"of {counted(read, 'row', 'rows')} read, {used:,} were used as they stood, {repaired:,} were repaired and "
        f"used, and {aside:,} were set aside"
    )


def _definitions(pack: Pack) -> str:
    return (
        f"here is what each of {counted(len(pack.results), 'measure', 'measures')} counts, why it matters, and who "
        "answers for its definition"
    )


_OPENINGS: Mapping[str, Callable[[Pack], str]] = {
    "at-a-glance": _at_a_glance,
    "who-goes-home": _who_goes_home,
    "do-they-stay": _do_they_stay,
    "who-comes-back": _who_comes_back,
    "early-warning": _early_warning,
    "repeat-returns": _repeat_returns,
    "placed-with-parents": _placed_with_parents,
    "plan-and-outcome": _plan_and_outcome,
    "in-care": _in_care,
    "true-for-us": _true_for_us,
    "beside-others": _beside_others,
    "data-quality": _data_quality,
    "definitions": _definitions,
}
