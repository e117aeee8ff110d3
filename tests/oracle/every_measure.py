"""Every measure a second time: slow, obvious, and written from the definitions' text, for one child after the other.

It takes the rows that `sources` hands on and shares nothing with journeys or measures but the names of groups.
"""

from collections import defaultdict
from datetime import date, timedelta
from math import ceil

from homeward.law.nation import Nation
from homeward.law.shelf import duty

DAY = timedelta(days=1)
EPOCH = date(1970, 1, 1)
HOME = {"E4A": "planned", "E4B": "unplanned", "E4": "plan_unknown"}
TEMPORARY = {"T0", "T1", "T2", "T3", "T4"}
WINDOWS = {3: 91, 6: 183, 12: 365, 24: 730, 60: 1826, 72: 2191}
ETHNIC = {"W": "white", "M": "mixed", "A": "asian", "B": "black", "C": "asian", "O": "other"}
STATUS = {
    "C1": "interim_care_order",
    "C2": "full_care_order",
    "D1": "freeing_order",
    "E1": "placement_order",
    "V2": "section_20",
}
BANDS = (
    (3652, "10 years and over"),
    (1826, "5 to under 10 years"),
    (1096, "3 to under 5 years"),
    (730, "2 to under 3 years"),
    (365, "1 to under 2 years"),
    (183, "6 months to under 1 year"),
    (56, "8 weeks to under 6 months"),
    (14, "2 to under 8 weeks"),
    (0, "under 2 weeks"),
)


def on(day):
    return None if day is None else EPOCH + timedelta(days=day)


def year_of(day):
    return str(day.year + (1 if (day.month, day.day) >= (4, 1) else 0))


def birthday(born, years):
    if (born.month, born.day) == (2, 29) and (born.year + years) % 4:
        return date(born.year + years, 3, 1)
    return born.replace(year=born.year + years)


def age_on(born, day):
    if born is None or day < born:
        return None
    years = 0
    while birthday(born, years + 1) <= day:
        years += 1
    return years


class Story:
    """One child: what is known of them, and their periods of care as they stood on the day."""

    def __init__(self, child, source):
        self.child, self.source = child, source
        self.born = on(child["born_day"])
        episodes = []
        for row in source.episodes[child["child_id"]]:
            episode = {**row, "began": on(row["decom_day"]), "ended": on(row["dec_day"])}
            if episode["began"] > source.as_of:
                continue
            if episode["ended"] and episode["ended"] > source.as_of:
                episode["ended"] = None
            episodes.append(episode)
        self.periods = []
        for episode in episodes:
            last = self.periods[-1][-1] if self.periods else None
            if last and last["ended"] and last["ended"] >= episode["began"]:
                self.periods[-1].append(episode)
            else:
                self.periods.append([episode])

    def group(self, day, episode, period, earlier=0):
        """Return the values of all groups for a child on a day in an episode of a period of care."""
        age = age_on(self.born, day)
        bands = [(16, "16+"), (10, "10-15"), (5, "5-9"), (1, "1-4"), (0, "0")]
        ethnic = self.child["ethnicity"] or ""
        known = ethnic in [
            "WBRI",
            "WIRI",
            "WOTH",
            "WIRT",
            "WROM",
            "MWBC",
            "MWBA",
            "MWAS",
            "MOTH",
            "AIND",
            "APKN",
            "ABAN",
            "AOTH",
            "BCRB",
            "BAFR",
            "BOTH",
            "CHNE",
            "OOTH",
        ]
        status = episode["legal_status"]
        grouped = (
            {"L": "child_protection", "J": "youth_justice"}.get(status[0])
            if status in ("L1", "L2", "L3", "J1", "J2", "J3")
            else STATUS.get(status)
        )
        days = (day - period[0]["began"]).days
        until = self.source.unaccompanied.get(self.child["child_id"])
        return {
            "year": year_of(day),
            "age_band": "unknown" if age is None else next(name for least, name in bands if age >= least),
            "sex": self.child["sex"],
            "ethnicity": ETHNIC[ethnic[0]] if known else "unknown",
            "legal_status": grouped or "unknown",
            "need": episode["need"] if episode["need"] in [f"N{number}" for number in range(1, 9)] else "unknown",
            "time_in_care": next(name for least, name in BANDS if days >= least) if starts(period) else "unknown",
            "earlier_returns": "2+" if earlier > 1 else str(earlier),
            "unaccompanied": "yes" if until and day <= until else "no",
        }

    def plan_on(self, day):
        plans = [plan for begun, plan in self.source.plans[self.child["child_id"]] if begun <= day]
        return plans[-1] if plans else None

    def returns_by_exit(self):
        """Yield each exit home: which period of care, and how planned."""
        for number, period in enumerate(self.periods):
            if plan := exit_home(period):
                yield number, plan

    def spells_at_home(self):
        """Yield each time with parents: period's number, first and last episode, came from elsewhere, next episode."""
        for number, period in enumerate(self.periods):
            lasting = [episode for episode in period if episode["place"] not in TEMPORARY]
            place = 0
            while place < len(lasting):
                if lasting[place]["place"] != "P1":
                    place += 1
                    continue
                first = place
                while place < len(lasting) and lasting[place]["place"] == "P1":
                    place += 1
                from_elsewhere = first > 0 or lasting[first]["reason_new_episode"] in ("P", "B")
                away = lasting[place] if place < len(lasting) else None
                yield number, lasting[first], lasting[place - 1], from_elsewhere, away

    def returns(self):
        """Return each return home by the definition asked for: day, plan, period's number, episode, re-entry."""
        found = []
        already_home = set()
        if self.source.definition == "bristol":
            for number, first, _, from_elsewhere, away in self.spells_at_home():
                if not from_elsewhere:
                    continue
                if away is None and exit_home(self.periods[number]):
                    already_home.add(number)
                if first["began"] >= self.source.first_day:
                    back = away["began"] if away else self.next_start(number)
                    found.append((first["began"], "plan_unknown", number, first, back))
        for number, plan in self.returns_by_exit():
            if number not in already_home:
                last = self.periods[number][-1]
                found.append((last["ended"], plan, number, last, self.next_start(number)))
        return sorted(found, key=lambda each: each[0])

    def next_start(self, number):
        return self.periods[number + 1][0]["began"] if number + 1 < len(self.periods) else None


def starts(period):
    return period[0]["reason_new_episode"] == "S"


def exit_home(period):
    last = period[-1]
    return None if last["ended"] is None or last["end_imputed"] else HOME.get(last["reason_ceased"])


class Source:
    """The rows of a source by child, and what is asked of them."""

    def __init__(self, rows, as_of_day, definition):
        self.as_of, self.first_day, self.definition = on(as_of_day), on(rows.data_from_day), definition
        self.years = [str(year) for year in rows.years]
        self.tables = rows.tables_read
        self.children = rows.children.native.rows(named=True)
        self.episodes, self.reviews, self.plans = defaultdict(list), defaultdict(list), defaultdict(list)
        for row in rows.episodes.native.rows(named=True):
            self.episodes[row["child_id"]].append(row)
        for row in rows.reviews.native.rows(named=True):
            self.reviews[row["child_id"]].append(on(row["review_day"]))
        for row in rows.care_plans.native.rows(named=True):
            self.plans[row["child_id"]].append((on(row["from_day"]), row["plan"]))
        for plans in self.plans.values():
            plans.sort(key=lambda each: each[0])
        self.unaccompanied = {}
        for row in rows.unaccompanied.native.rows(named=True):
            until = on(row["until_day"]) or date.max
            known = self.unaccompanied.get(row["child_id"], date.min)
            self.unaccompanied[row["child_id"]] = max(until, known)


class Tally:
    """Counts by measure and group; for quantiles the days themselves."""

    def __init__(self):
        self.counts = defaultdict(lambda: defaultdict(lambda: [0, 0]))
        self.days = defaultdict(lambda: defaultdict(list))

    def add(self, measure, group, has=True):
        for place in [("total", ""), *group.items()]:
            self.counts[measure][place][0] += bool(has)
            self.counts[measure][place][1] += 1

    def add_days(self, measure, group, days):
        for place in [("total", ""), *group.items()]:
            self.days[measure][place].append(days)

    def quantiles(self, measure):
        return {
            (*place, quantile): sorted(days)[ceil(len(days) * quantile) - 1]
            for place, days in self.days[measure].items()
            for quantile in (0.25, 0.5, 0.75)
        }


def tally(rows, as_of_day, definition="dfe"):
    """Count every measure; return a Tally."""
    source, counted = Source(rows, as_of_day, definition), Tally()
    for child in source.children:
        story = Story(child, source)
        count_returns(story, counted)
        count_starts(story, counted)
        count_exits(story, counted)
        count_31_march(story, counted)
        count_placed_with_parents(story, counted)
        count_reviews(story, counted)
    return counted


def count_returns(story, counted):  # noqa: C901 - obvious, not short
    as_of = story.source.as_of
    for earlier, (day, plan, number, episode, back) in enumerate(story.returns()):
        period = story.periods[number]
        group = story.group(day, episode, period, earlier)
        counted.add("returns_home", group)
        if plan != "plan_unknown":
            counted.add("returns_home_unplanned", group, plan == "unplanned")
        counted.add("repeat_returns", group, earlier)
        first = story.periods[0]
        if starts(first) and first[0]["began"] >= story.source.first_day:
            counted.add("repeat_returns, whole_history", group, earlier)
        if starts(period):
            counted.add_days("time_in_care_before_return", group, (day - period[0]["began"]).days)
        if back:
            counted.add_days("time_at_home_before_re_entry", group, (back - day).days)
        adult = story.born and birthday(story.born, 18)
        for months, days in WINDOWS.items():
            end = day + days * DAY
            if end > as_of:
                continue
            is_back = back is not None and back <= end
            counted.add(f"re_entry_within_{months}_months", group, is_back)
            if adult is None or adult > end:
                counted.add(f"re_entry_within_{months}_months, without_turned_18", group, is_back)
            if months == 3:
                counted.add("early_re_entry_by_month", {"month": f"{day:%Y-%m}"}, is_back)


def count_starts(story, counted):
    source, years = story.source, set()
    for number, period in enumerate(story.periods):
        day = period[0]["began"]
        if not starts(period) or day < source.first_day:
            continue
        earlier = sum(exit_home(each) is not None for each in story.periods[:number])
        group = story.group(day, period[0], period, earlier)
        counted.add("started", group)
        if year_of(day) not in years:
            counted.add("started, as_dfe", group)
        years.add(year_of(day))
        counted.add("looked_after_before", group, number > 0)
        if day - 730 * DAY >= source.first_day:
            recent = number > 0 and day - story.periods[number - 1][-1]["ended"] <= 730 * DAY
            counted.add("looked_after_before, within_two_years", group, recent)
        age = age_on(story.born, day)
        if age is not None and age < 5 and day + 730 * DAY <= source.as_of:
            end = period[-1]["ended"]
            is_still = end is None or end > day + 730 * DAY
            counted.add("under_five_still_in_care_after_two_years", group, is_still)


def count_exits(story, counted):
    ended = [(number, period) for number, period in enumerate(story.periods) if period[-1]["ended"]]
    last_of_year = {year_of(period[-1]["ended"]): number for number, period in ended}
    returned = {each[2] for each in story.returns() if each[0] == story.periods[each[2]][-1]["ended"]}
    for number, period in ended:
        last = period[-1]
        day, home = last["ended"], exit_home(period)
        earlier = sum(exit_home(each) is not None for each in story.periods[:number])
        group = story.group(day, last, period, earlier)
        counted.add("exits", group)
        if not home or number in returned or story.source.definition == "dfe":
            counted.add("returns_home, out of: exits", group)
        if last_of_year[year_of(day)] == number:
            counted.add("exits, as_dfe", group)
            counted.add("returns_home, as_dfe", group, home)
        plan = story.plan_on(day)
        if home and plan and "CarePlans" in story.source.tables:
            counted.add("plan_against_outcome", group, plan == "return_home")


def count_31_march(story, counted):
    source = story.source
    for year in source.years:
        day = date(int(year), 3, 31)
        if day > source.as_of:
            continue
        for number, period in enumerate(story.periods):
            for episode in period:
                if episode["began"] <= day and (episode["ended"] is None or episode["ended"] > day):
                    earlier = sum(exit_home(each) is not None for each in story.periods[:number])
                    group = story.group(day, episode, period, earlier)
                    counted.add("looked_after", group)
                    counted.add("placed_with_parents", group, episode["place"] == "P1")
                    moves, changes = placements_in(story, day)
                    counted.add("three_or_more_placements", group, moves >= 3)
                    counted.add("three_or_more_placements, same_carer_counted", group, changes >= 3)
                    plan = story.plan_on(day)
                    if plan and "CarePlans" in source.tables:
                        counted.add("plan_is_return_home", group, plan == "return_home")


def placements_in(story, last_day):
    """Count the placements that overlap the year up to a 31 March: with a new carer, and all."""
    first_day = date(last_day.year - 1, 4, 1)
    placements = []
    for period in story.periods:
        before, away = None, False
        for episode in period:
            if episode["place"] in TEMPORARY:
                away = True
                continue
            goes_on = before and (
                episode["reason_new_episode"] == "L" or (away and before["place"] == episode["place"])
            )
            if not goes_on:
                if before:
                    placements[-1]["ended"] = episode["began"]
                same = bool(before) and episode["reason_new_episode"] in ("T", "U")
                placements.append({"began": episode["began"], "same_carer": same, "ended": period[-1]["ended"]})
            before, away = episode, False
    inside = [p for p in placements if p["began"] <= last_day and (p["ended"] is None or p["ended"] >= first_day)]
    return sum(not p["same_carer"] or p["began"] < first_day for p in inside), len(inside)


def count_placed_with_parents(story, counted):
    for number, _, last, _, away in story.spells_at_home():
        period = story.periods[number]
        end = away["began"] if away else period[-1]["ended"]
        if end is None or (away is None and period[-1]["end_imputed"]):
            continue
        earlier = sum(exit_home(each) is not None for each in story.periods[:number])
        group = story.group(end, last, period, earlier)
        counted.add("placed_with_parents_ended_in_care", group, away is not None)
        is_home = away is None and exit_home(period)
        counted.add("placed_with_parents_ended_in_care, discharged_home", group, is_home)


def count_reviews(story, counted):  # noqa: C901 - obvious, not short
    source = story.source
    if "Reviews" not in source.tables:
        return
    for period in story.periods:
        began, ended = period[0]["began"], period[-1]["ended"]
        held = sorted(
            {day for day in source.reviews[story.child["child_id"]] if began <= day <= (ended or source.as_of)}
        )
        is_whole = starts(period) and began >= source.first_day
        asked = [("first_review", began, held[0] if held else None)] if is_whole else []
        for number, day in enumerate(held):
            following = held[number + 1] if number + 1 < len(held) else None
            if number > 0:
                asked.append(("later_review", day, following))
            elif is_whole:
                asked.append(("second_review", day, following))
        for name, event, done in asked:
            due = duty(name, Nation.ENGLAND).due_on(event).due_on
            if due > source.as_of or (ended and ended <= due):
                continue
            group = {**story.group(began, period[0], period), "year": year_of(due)}
            counted.add("reviews_on_time", group, done and done <= due)
            if name == "first_review":
                counted.add("first_review_on_time", group, done and done <= due)
