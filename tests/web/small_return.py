"""A small invented return of two years, small enough to count by hand: nobody in it is real."""

HEADER_COLUMNS = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
EPISODE_COLUMNS = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
CHILDREN = "".join(f"{child},{1 + child % 2},01/05/2012,WBRI,A123456789012,,\n" for child in range(101, 113))


def episode(child, began, ended="", reason="", new="S"):
    return f"{child},{began},{new},V2,N1,U4,PR1,{ended},{reason},,AB1 2CD,EF3 4GH,SC123456\n"


FIRST_YEAR = "".join(
    [
        *(episode(child, "03/04/2023", "01/06/2023", "E4A") for child in range(101, 109)),
        episode(109, "03/04/2023", "01/07/2023", "E11"),
        *(episode(child, "02/10/2023") for child in (110, 111)),
        "112,not a date,S,V2,N1,U4,PR1,,,,AB1 2CD,EF3 4GH,SC123456\n",
    ]
)
SECOND_YEAR = "".join(
    [
        *(episode(child, "01/09/2024", "01/12/2024", "E4B") for child in range(101, 103)),
        episode(103, "01/05/2024"),
        episode(110, "02/10/2023", "05/05/2024", "E4A"),
        episode(111, "02/10/2023"),
    ]
)
FILES = {
    "2024/header.csv": HEADER_COLUMNS + CHILDREN,
    "2024/episodes.csv": EPISODE_COLUMNS + FIRST_YEAR,
    "2025/header.csv": HEADER_COLUMNS + CHILDREN,
    "2025/episodes.csv": EPISODE_COLUMNS + SECOND_YEAR,
}
"""Leave care 12 times (8 + 1 in the first year, 2 + 1 in the second), 11 times for home. Of the eight who went home on
1 June 2023 the whole year is known; child 103 came back after 335 days, children 101 and 102 after 458."""

OTHER_TABLES = {
    "2024/reviews.csv": "CHILD,DOB,REVIEW,REVIEW_CODE\n110,01/05/2012,20/10/2023,PN1\n",
    "2024/uasc.csv": "CHILD,SEX,DOB,DUC\n111,2,01/05/2012,\n",
    "2024/care_plans.csv": "CHILD,PLAN_FROM,PLAN\n101,03/04/2023,return_home\n",
}
"""Further tables of the first year, for those who want more than the figures above."""
