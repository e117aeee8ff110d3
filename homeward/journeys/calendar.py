"""What only a calendar knows, worked out before the engines see the tables: return years, ages and 18th birthdays."""

import polars as pl


def add_birthdays(children: pl.DataFrame) -> pl.DataFrame:
    """Add `born_number` (the date of birth as YYYYMMDD) and `adult_day` (day number of the 18th birthday).

    A child born on 29 February comes of age on 1 March, as 18 years later there is no 29 February.
    """
    born = pl.col("born_day").cast(pl.Date)
    is_leap_day = (born.dt.month() == 2) & (born.dt.day() == 29)
    birthday = pl.when(is_leap_day).then(born.dt.offset_by("1d")).otherwise(born)
    return children.with_columns(
        _as_number(born).alias("born_number"),
        birthday.dt.offset_by("18y").cast(pl.Int32).alias("adult_day"),
    )


def add_end_dates(episodes: pl.DataFrame) -> pl.DataFrame:
    """Add `dec_number` (the end as YYYYMMDD) and `dec_year` (the return year it falls in); both empty while open."""
    ended = pl.col("dec_day").cast(pl.Date)
    after_march = (ended.dt.month() > 3).cast(pl.Int32)
    return episodes.with_columns(
        _as_number(ended).alias("dec_number"),
        (ended.dt.year() + after_march).alias("dec_year"),
    )


def _as_number(when: pl.Expr) -> pl.Expr:
    """Write a date as the whole number YYYYMMDD: two of them differ by 10,000 for every completed year between."""
    return when.dt.year() * 10_000 + when.dt.month().cast(pl.Int32) * 100 + when.dt.day().cast(pl.Int32)
