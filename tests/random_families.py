"""Random families for property tests: whole ones, and ones whose ties contradict each other or lead nowhere."""

from hypothesis import strategies as st

from homeward.charts.family import GENERATIONS_ABOVE, TURNED, Family, FamilyMember, FamilyTie, NetworkTie

KINDS = [*GENERATIONS_ABOVE, *TURNED, "other_relative", "friend"]
NAMES = st.one_of(
    st.sampled_from(
        ["Jo Example", "Alexandrina Featherstonehaugh-Cholmondeley", "O’Neil & <b>Sons</b>", "", "李小龙", "W" * 60]
    ),
    st.text(max_size=30),
)
WORDS = st.sampled_from(["", "", "born 1988", "born about 14 September 2011, in Walsall", "\x00<script>", "36"])
SEXES = st.sampled_from(["female", "male", "unknown"])


@st.composite
def members(draw, most):
    count = draw(st.integers(0, most))
    child = draw(st.integers(-1, max(count - 1, 0)))
    return tuple(
        FamilyMember(
            f"m{number}",
            draw(NAMES),
            draw(SEXES),
            draw(WORDS),
            draw(st.sampled_from(["", "9", "36", "about 40"])),
            draw(st.integers(0, 5)) == 0,
            number == child,
            draw(st.sampled_from(["", "", "one", "two", "three"])),
            draw(WORDS),
        )
        for number in range(count)
    )


@st.composite
def tangled_families(draw, most=12):
    """Any ties between anybody, also to oneself, twice over, and to people who are not there."""
    people = draw(members(most))
    ids = st.sampled_from([*(member.id for member in people), "nobody"])
    ties = st.builds(
        FamilyTie, st.sampled_from([*KINDS, "guardian angel"]), ids, ids, st.sampled_from(["", "", "2021"])
    )
    return Family(people, tuple(draw(st.lists(ties, max_size=2 * most))), draw(networks(8)))


@st.composite
def grown_families(draw, most_couples=6):
    """Families as they grow: couples have children, who find partners and have children, for up to four generations."""
    people, ties, generation = [], [], {}

    def born(level):
        key = f"m{len(people)}"
        child_of_page = level == 2 and not any(member.is_child_of_page for member in people)
        home = draw(st.sampled_from(["", "one", "two"]))
        people.append(FamilyMember(key, draw(NAMES), draw(SEXES), "born 1988", "36", False, child_of_page, home))
        generation[key] = level
        return key

    waiting = [born(0) for _ in range(draw(st.integers(1, 3)))]
    for _ in range(most_couples):
        if not waiting:
            break
        one = waiting.pop(0)
        for _ in range(draw(st.integers(1, 3))):
            other = born(generation[one])
            ties.append(FamilyTie(draw(st.sampled_from(["partner", "former_partner"])), one, other))
            for _ in range(draw(st.integers(0, 3))) if generation[one] < 3 else ():
                child = born(generation[one] + 1)
                ties += [FamilyTie("parent", one, child), FamilyTie("child", child, other)]
                waiting.append(child)
    return Family(tuple(people), tuple(ties))


@st.composite
def networks(draw, most):
    ties = st.builds(
        NetworkTie,
        NAMES,
        st.sampled_from(["", "Riverside Health Trust", "Elm Primary School & Nursery"]),
        WORDS,
        WORDS,
        st.sampled_from(["family", "friends", "health", "school", "social care", "other"]),
        st.sampled_from(["", "strong", "ordinary", "weak", "strained"]),
    )
    return tuple(draw(st.lists(ties, max_size=most)))
