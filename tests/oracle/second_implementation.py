"""The two first measures a second time: slow, obvious, and written from docs/reference/joining-histories.md alone.

It shares nothing with the package. Where the two differ, one of them departs from that page.
"""

import csv
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

RETURN_HOME = {"E4A", "E4B", "E4"}
RESPITE = {"V3", "V4"}
EPISODES = {"CHILD", "DECOM", "RNE", "LS", "DEC", "REC"}
HEADER = {"CHILD", "SEX", "DOB", "ETHNIC"}
REPLACED = {"H5": ("K3",), "Z1": ("Z11", "Z12", "Z13", "Z14")}
WINDOW = timedelta(days=365)


class Row:
    """One row of an Episodes file, and what becomes of it."""

    def __init__(self, cells, year):
        self.child = cells["CHILD"]
        self.began = read_date(cells["DECOM"])
        self.ended = read_date(cells["DEC"])
        self.reason = cells["REC"]
        self.new = cells["RNE"]
        self.told = (cells["LS"], cells.get("CIN", ""), cells["RNE"])
        self.lives = cells.get("PLACE", "")
        self.year = year
        self.imputed = False


def read_date(text):
    """Return the date, None for nothing, or the text itself where it is no date."""
    if not text:
        return None
    try:
        day, month, year = text.split("/")
        return date(int(year), int(month), int(day))
    except ValueError:
        return text


def return_year(day):
    return day.year + 1 if day >= date(day.year, 4, 1) else day.year


def end_of(year):
    return date(year, 3, 31)


def cells_of(folder, wanted):
    """Return the rows of every file in a folder that has the wanted columns, in the order of file names."""
    rows = []
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            names = [name.strip().upper() for name in reader.fieldnames or []]
            if not wanted <= set(names):
                continue
            reader.fieldnames = names
            for cells in reader:
                rows.append({name: (value or "").strip().upper() for name, value in cells.items() if name})
    return rows


def is_readable(cells):
    """Rule 1: a child, and dates that can be read and are in order."""
    if not cells["CHILD"]:
        return False
    began, ended = read_date(cells["DECOM"]), read_date(cells["DEC"])
    if not isinstance(began, date) or isinstance(ended, str):
        return False
    return ended is None or ended >= began


def year_of(cells):
    """Return the return year in which most closed episodes ended; a tie goes to the later year."""
    ends = Counter(return_year(read_date(each["DEC"])) for each in cells if each["DEC"])
    if ends:
        most = max(ends.values())
        return max(year for year, count in ends.items() if count == most)
    return return_year(max(read_date(each["DECOM"]) for each in cells))


def read_returns(source):
    """Return the returns as (year, rows), earliest first; groups of one year in the order of their names."""
    returns = []
    for folder in sorted(path for path in source.iterdir() if path.is_dir()):
        cells = [each for each in cells_of(folder, EPISODES) if is_readable(each)]
        if cells:
            year = year_of(cells)
            rows = [Row(each, year) for each in cells if each["LS"] not in RESPITE]
            returns.append((year, folder.name, rows, cells_of(folder, HEADER)))
    returns.sort(key=lambda each: (each[0], each[1]))
    return [(year, rows, header) for year, _, rows, header in returns]


def birthdays(returns):
    """Return the date on which each child turns 18, where it is known; the latest return knows best."""
    known = {}
    for _, _, header in returns:
        for cells in header:
            born = read_date(cells["DOB"])
            known[cells["CHILD"]] = coming_of_age(born) if isinstance(born, date) else None
    return known


def coming_of_age(born):
    try:
        return born.replace(year=born.year + 18)
    except ValueError:  # born on 29 February
        return date(born.year + 18, 3, 1)


def join(returns):
    """Return each child's episodes in the order of DECOM, treated by rules 3 to 10."""
    rows = [row for _, rows, _ in returns for row in rows]
    mark_places(returns)
    bring_beginnings_together(rows)
    kept = {(row.child, row.began): row for row in rows}  # of rows with one key the last stays
    children = defaultdict(list)
    for row in kept.values():
        children[row.child].append(row)
    for episodes in children.values():
        episodes.sort(key=lambda row: row.began)
        for episode, following in zip(episodes, [*episodes[1:], None], strict=True):
            treat(episode, following, last_place=len(returns) - 1)
    return children


def mark_places(returns):
    for place, (_, rows, _) in enumerate(returns):
        for row in rows:
            row.place = place


def bring_beginnings_together(rows):
    told = defaultdict(lambda: defaultdict(list))
    for row in rows:
        told[row.child][row.began].append(row)
    for beginnings in told.values():
        move_beginnings(beginnings)


def move_beginnings(beginnings):
    """Rule 5: a stay whose DECOM was put otherwise in a later return is one episode; `beginnings` is of one child."""
    chain = []
    for began in [*sorted(beginnings), None]:
        if chain and (began is None or not follows_on(beginnings[chain[-1]][-1], beginnings[began][-1])):
            move_together([row for day in chain for row in beginnings[day]])
            chain = []
        chain.append(began)


def follows_on(earlier, later):
    if (later.began - earlier.began).days > 31 or earlier.told != later.told:
        return False
    if not (
        earlier.lives == later.lives
        or later.lives in REPLACED.get(earlier.lives, ())
        or earlier.lives in REPLACED.get(later.lives, ())
    ):
        return False
    return later.began < earlier.ended if earlier.ended else later.began <= end_of(earlier.year)


def move_together(rows):
    days_in = defaultdict(set)
    for row in rows:
        days_in[row.place].add(row.began)
    if all(len(days) == 1 for days in days_in.values()):
        (latest,) = days_in[max(days_in)]
        for row in rows:
            row.began = latest


def treat(episode, following, last_place):
    """Apply the one rule that fits, if any, to an episode and the child's next one."""
    if episode.ended is None:
        treat_open(episode, following, last_place)
        return
    if not episode.reason:  # rule 4
        if following and following.began == episode.ended:
            episode.reason = "X1"
        else:
            episode.imputed = True
    if following and episode.ended > following.began:  # rule 8
        episode.ended, episode.reason, episode.imputed = following.began, "X1", False
    elif episode.reason == "X1" and following and following.began > episode.ended:  # rule 9
        if following.new == "S":
            episode.imputed = True
        else:
            episode.ended = following.began
    elif episode.reason == "X1" and following is None:  # rule 10
        episode.imputed = True


def treat_open(episode, following, last_place):
    episode.reason = ""  # rule 3
    last_shown = max(end_of(episode.year), episode.began)
    if following and following.new == "S":  # rule 6
        episode.ended, episode.imputed = min(last_shown, following.began), True
    elif following:  # rule 6
        episode.ended, episode.reason = following.began, "X1"
    elif episode.place != last_place:  # rule 7
        episode.ended, episode.imputed = last_shown, True


def periods_of(episodes, as_of):
    """Return the periods of care as they stood on the day: start, end or None, whether it was a return, or imputed."""
    periods = []
    last_end = None
    for episode in episodes:
        if episode.began > as_of:
            break
        ended = episode.ended if episode.ended and episode.ended <= as_of else None
        went_home = ended is not None and not episode.imputed and episode.reason in RETURN_HOME
        if not periods or last_end != episode.began:
            periods.append({"start": episode.began})
        periods[-1].update(end=ended, went_home=went_home, imputed=episode.imputed)
        last_end = ended
    return periods


def count(source, as_of=None):
    """Return {way of counting: {year or "total": (numerator, denominator)}}; groups of nobody are left out."""
    returns = read_returns(Path(source))
    if not returns:
        return {way: {} for way in WAYS}
    as_of = as_of or end_of(returns[-1][0])
    turns_18 = birthdays(returns)
    counts = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for child, episodes in join(returns).items():
        periods = periods_of(episodes, as_of)
        for period, following in zip(periods, [*periods[1:], None], strict=True):
            if period["end"] is None:
                continue
            for way, has in ways_of_counting(period, following, turns_18.get(child), as_of):
                for group in ("total", str(return_year(period["end"]))):
                    counts[way][group][0] += has
                    counts[way][group][1] += 1
    return {way: {group: tuple(pair) for group, pair in counts[way].items()} for way in WAYS}


WAYS = (
    "returns_home",
    "re_entry_within_12_months",
    "returns_home, recorded",
    "re_entry_within_12_months, without 18",
)


def ways_of_counting(period, following, turns_18, as_of):
    """Yield each figure in which a period of care that has ended counts, and whether it counts in the numerator."""
    home, end = period["went_home"], period["end"]
    yield "returns_home", home
    if not period["imputed"]:
        yield "returns_home, recorded", home
    if home and end + WINDOW <= as_of:
        came_back = following is not None and following["start"] <= end + WINDOW
        yield "re_entry_within_12_months", came_back
        if turns_18 is None or turns_18 > end + WINDOW:
            yield "re_entry_within_12_months, without 18", came_back
