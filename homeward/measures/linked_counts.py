"""Which rows of linked tables must be hidden so that no small number shows and none can be worked out."""

from collections.abc import Collection, Mapping, Sequence

SMALLEST_SHOWN = 6
"""Counts from 1 up to below this one are hidden; 0 is shown."""

Group = frozenset[tuple[str, str]]
"""One group of a table as pairs of key and value; the total is empty."""

TOTAL: Group = frozenset()


def is_small(count: int) -> bool:
    """Say whether a count must not be shown."""
    return 0 < count < SMALLEST_SHOWN


def choose_hidden(
    counts: Mapping[Group, Sequence[int]],
    sizes: Mapping[Group, int],
    *,
    hidden_above: Collection[Group] = (),
    sizes_are_secret: bool,
) -> set[Group]:
    """Return the groups whose rows are hidden.

    `counts` holds for each group every count that its row shows or that can be worked out from it, in the same order,
    each additive over the groups of one key; `sizes` how many children its row is about. `hidden_above` are groups that
    a table hides of which this one is a part. `sizes_are_secret` unless a table that is shown gives the sizes away.

    Within a key (all years, say) a hidden count can be narrowed down by taking the rows shown from the total. So rows
    join the hidden ones, smallest first, until every count that they hide together is 0 or no longer small: then each
    hidden count may be 0, or 6 and more, for all a reader can tell. As a row of size 0 is shown, a reader knows that
    each hidden row has a size of 1 at least; the sizes must leave room for that. Where the rows of a key do not
    suffice, or the total itself would give a small number away, the whole table is hidden. Groups of two keys at once
    are always hidden: no rule is written for them yet.
    """
    every = set(counts)
    if TOTAL not in every or TOTAL in hidden_above or any(map(is_small, counts[TOTAL])):
        return every
    hidden = {group for group in every if group in hidden_above or len(group) > 1}
    for key in sorted({key for group in every for key, _ in group}):
        rows = [group for group in every if {name for name, _ in group} == {key}]
        found = _hide_in_key([row for row in rows if row not in hidden], counts, sizes, sizes_are_secret)
        if found is None:
            return every
        hidden |= found
    return hidden


def _hide_in_key(
    rows: Collection[Group], counts: Mapping[Group, Sequence[int]], sizes: Mapping[Group, int], sizes_are_secret: bool
) -> set[Group] | None:
    """Return the rows of one key to hide, or None where hiding all of them would not be enough."""
    hidden = {row for row in rows if any(map(is_small, counts[row]))}
    others = sorted(
        (row for row in rows if row not in hidden and sizes[row]), key=lambda row: (sizes[row], sorted(row))
    )
    while hidden and not _is_protected(hidden, counts, sizes, sizes_are_secret):
        if not others:
            return None
        hidden.add(others.pop(0))
    return hidden


def _is_protected(
    hidden: Collection[Group], counts: Mapping[Group, Sequence[int]], sizes: Mapping[Group, int], sizes_are_secret: bool
) -> bool:
    together = [sum(column) for column in zip(*(counts[row] for row in hidden), strict=True)]
    room = sum(sizes[row] for row in hidden) - (len(hidden) - 1)
    return not any(map(is_small, together)) and (room >= SMALLEST_SHOWN or not sizes_are_secret)
