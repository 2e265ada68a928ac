"""Definitions in words: what an indicator measures, from which records, and how."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from nanfeng.figures.indicator import (
    Count,
    CountDistinct,
    Difference,
    Formula,
    GroupsAbove,
    Indicator,
    Ratio,
    Stock,
    Sum,
    Window,
)
from nanfeng.forms.form import Form
from nanfeng.kinds.text import Text
from nanfeng.plans.plan import Plan, Target
from nanfeng.release.facts import forms_of
from nanfeng.release.labels import BASES
from nanfeng.web import city


@dataclass(frozen=True)
class Definition:
    """An indicator with everything that stands behind it.

    `digest` is the version of its definition. `others` are its other editions and namesakes, `operands` the indicators
    that it is computed from, `targets` those that are measured by it.
    """

    indicator: Indicator
    digest: str
    formula: Text
    forms: tuple[Form, ...]
    bases: tuple[Text, ...]
    targets: tuple[tuple[Plan, Target], ...]


@cache
def definitions() -> Mapping[str, Definition]:
    """Every definition of the city, by id, in the order of their Chinese names' files."""
    return {indicator.id: _definition(indicator) for indicator in city.pack().indicators.values()}


def _definition(indicator: Indicator) -> Definition:
    pack = city.pack()
    forms = tuple(pack.forms[name] for name in sorted(forms_of(indicator.id, pack.definitions)))
    wanted = [(plan, target) for plan in pack.plans.values() for target in plan.targets]
    return Definition(
        indicator,
        pack.definitions.digests[indicator.id],
        told(indicator.formula),
        forms,
        tuple(BASES[basis] for basis in indicator.growth),
        tuple((plan, target) for plan, target in wanted if target.indicator == indicator.id),
    )


def told(formula: Formula | None) -> Text:
    """How a figure is computed, in a sentence."""
    match formula:
        case Sum():
            return _of_form("各条记录“{field}”之和", "the sum of “{field}” over the records", formula)
        case Count():
            return _of_form("记录的条数", "the number of records", formula)
        case CountDistinct():
            return _of_form("记录中不同“{field}”的个数", "the number of different values of “{field}”", formula)
        case Stock():
            return _of_form("期末仍然有效的记录", "what holds at the end of the period", formula)
        case Ratio(numerator=one, denominator=other):
            return _of_two("“{one}”除以“{other}”", "“{one}” over “{other}”", one, other)
        case Difference(minuend=one, subtrahend=other):
            return _of_two("“{one}”减去“{other}”", "“{one}” less “{other}”", one, other)
        case GroupsAbove(of=one):
            return _of_two("“{one}”超过门槛的组数", "the number of groups whose “{one}” passes a threshold", one, one)
    return Text("不由记录计算：采用有关部门和文件公布的数字", "not computed from records: as departments published it")


def _of_form(zh: str, en: str, formula: Sum | Count | CountDistinct | Stock) -> Text:
    form = city.pack().forms[formula.form]
    field = _field(form, getattr(formula, "field", None) or "")
    which = _NARROWED if formula.where is not None else _NOTHING
    until = _TO_DATE if getattr(formula, "window", None) is Window.TO_DATE else _NOTHING
    return Text(
        f"“{form.label.zh}”中{which.zh}{zh.format(field=field.zh)}{until.zh}",
        f"{en.format(field=field.en)} of “{form.label.en}”{which.en}{until.en}",
    )


def _of_two(zh: str, en: str, one: str, other: str) -> Text:
    names = city.pack().indicators
    first, second = names[one].name, names[other].name
    return Text(zh.format(one=first.zh, other=second.zh), en.format(one=first.en, other=second.en))


def _field(form: Form, name: str) -> Text:
    return next((field.label for field in form.fields if field.name == name), Text(name, name))


_NOTHING = Text("", "")
_NARROWED = Text("符合条件的", " that meet the condition")
_TO_DATE = Text("，自始至期末", ", from the beginning to the end of the period")
