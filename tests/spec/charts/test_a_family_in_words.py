"""A child's family told in words: the same as the genogram and the ecomap show, for those who listen.

Jo lives with Mo and Mo's new partner Steve. Dan, the father, lives elsewhere with nobody who is recorded. Tia is Mo's
and Steve's. Gwen is Dan's mother.
"""

from homeward.charts.ecomap import Ecomap, ecomap_table, told_ecomap
from homeward.charts.family import Family, FamilyMember, FamilyTie, NetworkTie
from homeward.charts.family_words import family_table, told_family

# Members come oldest first; those who live together share a word that is never shown.
FAMILY = Family(
    members=(
        FamilyMember("gwen", "Gwen Example", "female", "born 1950", "75"),
        FamilyMember("dan", "Dan Example", "male", "born 1980", "45", note="in prison"),
        FamilyMember("steve", "Steve Sample", "male", lives_with="home"),
        FamilyMember("mo", "Mo Example", "female", "born 1988", "37", lives_with="home"),
        FamilyMember("jo", "Jo Example", "female", "born 2014", "11", is_child_of_page=True, lives_with="home"),
        FamilyMember("tia", "Tia Sample", "female", "born 2019", "6", lives_with="home"),
    ),
    ties=(
        FamilyTie("mother", "mo", "jo"),
        FamilyTie("father", "dan", "jo"),
        FamilyTie("former_partner", "mo", "dan"),
        FamilyTie("partner", "mo", "steve"),
        FamilyTie("mother", "mo", "tia"),
        FamilyTie("child", "tia", "steve"),
        FamilyTie("parent", "gwen", "dan"),
    ),
    network=(NetworkTie("Ann Field", "Riverside Health Trust", "health visitor", "May 2022", "health", "strong"),),
)


def test_each_member_is_a_sentence_the_child_and_the_home_first():
    assert told_family(FAMILY) == (
        "Jo Example, the child this is about, female, born 2014, age 11, lives with Steve Sample, Mo Example and Tia "
        "Sample; daughter of Mo Example and Dan Example.",
        "Steve Sample, male, lives with Mo Example, Jo Example and Tia Sample; partner of Mo Example; father of Tia "
        "Sample.",
        "Mo Example, mother, female, born 1988, age 37, lives with Steve Sample, Jo Example and Tia Sample; former "
        "partner of Dan Example; partner of Steve Sample; mother of Tia Sample.",
        "Tia Sample, half-sister, female, born 2019, age 6, lives with Steve Sample, Mo Example and Jo Example; "
        "daughter of Mo Example and Steve Sample.",
        "Gwen Example, grandmother, female, born 1950, age 75; mother of Dan Example.",
        "Dan Example, father, male, born 1980, age 45, in prison; former partner of Mo Example; son of Gwen Example.",
    )


def test_the_table_says_the_same():
    rows = family_table(FAMILY).rows
    assert rows[0][:2] == ("Jo Example", "the child")
    assert rows[4] == ("Gwen Example", "grandmother", "female", "born 1950", "75", "–", "mother of Dan Example")


def test_the_ecomap_leaves_out_the_home_and_says_how_strong_each_tie_is():
    assert told_ecomap(FAMILY) == (
        "Jo Example lives with Steve Sample, Mo Example and Tia Sample.",
        "Family: Gwen Example, grandmother, tie not described.",
        "Family: Dan Example, father, tie not described.",
        "Health: Ann Field, health visitor, Riverside Health Trust, since May 2022, tie strong.",
    )
    table = ecomap_table(Ecomap("e", "Round Jo", "", FAMILY))
    assert table.rows[2] == ("Health", "Ann Field", "health visitor", "Riverside Health Trust", "May 2022", "strong")
