"""The headers under which a form's fields are met, made comparable: width, case, blanks, punctuation do not count."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from nanfeng.forms.field import Field
from nanfeng.forms.form import Form
from nanfeng.intake.units import REMEMBERED, Measure, split_unit
from nanfeng.kinds.reading import plain

_YEAR_AGO = re.compile(
    r"(?:去年|上年)(?:同期)?(?:数|累计)?|同期数?|(?:same)?period(?:of)?(?:the)?(?:last|previous)year|(?:a)?yearago|(?:last|prior|previous)year"
)
_CURRENT = re.compile(
    r"自年初累计|年初至今|本年累计|本月止累计|本期累计|本期数?|本年|当期|累计|thisperiod|thisyear|yeartodate|current"
)
_MARK = "yearago"


@lru_cache(maxsize=REMEMBERED)
def normalised(title: str) -> str:
    """The title as it is compared; every way to say `the same period a year ago` becomes one."""
    letters = re.sub(r"[\W_]+", "", plain(title).lower())
    return _YEAR_AGO.sub(_MARK, letters)


def heading(field: Field) -> str:
    """The title of a field's column in a template: its label in both languages and the unit in which it is asked.

    What is no unit to convert, such as `（上年同期=100）`, is left to the instructions.
    """
    title, unit = field.label.both(), field.unit.label if field.unit else None
    return f"{title}（{unit.both()}）" if unit and unit.en and not unit.zh.startswith("（") else title


@lru_cache(maxsize=64)
def title_index(form: Form) -> Mapping[str, Field]:
    """The field that each normalised title means. Names and labels go before aliases where two fields claim one."""
    index: dict[str, Field] = {}
    for field in form.fields:
        for title in (field.name, field.label.zh, field.label.en, field.label.both(), heading(field)):
            index.setdefault(normalised(title), field)
    for field in form.fields:
        for title in field.aliases:
            index.setdefault(normalised(title), field)
    for field in form.fields:
        if field.year_ago_of:
            for title in _year_ago_titles(form.field(field.year_ago_of)):
                index.setdefault(title, field)
    for field in form.fields:
        for title in (field.label.zh, field.label.en, *field.aliases):
            words, measure = split_unit(title)
            if measure:
                index.setdefault(in_unit(normalised(words), measure), field)
    index.pop("", None)
    return index


def in_unit(title: str, measure: Measure) -> str:
    """The key of a normalised title whose unit tells fields apart: an investment in yuan, and the same in dollars."""
    return f"{title}@{measure.dimension}"


def candidates(levels: Sequence[str]) -> Iterator[str]:
    """What a column may be called, most specific first, from the words of its header lines from top to bottom."""
    words = [normalised(level) for level in levels]
    distinct = [word for position, word in enumerate(words) if word and word not in words[:position]]
    if not distinct:
        return
    whole, reverse = "".join(distinct), "".join(reversed(distinct))
    yield from (whole, reverse, _CURRENT.sub("", whole), distinct[-1])


def _year_ago_titles(field: Field) -> Iterator[str]:
    for title in (field.name, field.label.zh, field.label.en, *field.aliases):
        yield normalised(title) + _MARK
        yield _MARK + normalised(title)
