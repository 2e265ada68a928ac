"""A pack's definitions as figures need them, each under a digest of itself and of all that it refers to."""

from collections.abc import Mapping

from nanfeng.figures.definitions import Definitions
from nanfeng.figures.indicator import Difference, GroupsAbove, Indicator, Ratio
from nanfeng.forms.form import Form
from nanfeng.kinds.digest import digest_of
from nanfeng.kinds.industry import IndustrySet
from nanfeng.kinds.place import Place


def definitions_of(
    indicators: Mapping[str, Indicator],
    forms: Mapping[str, Form],
    places: Mapping[str, Place],
    industry_sets: Mapping[str, IndustrySet],
) -> Definitions:
    """Bundle the definitions. An indicator's digest covers itself, the indicators it is made of, the form that is
    counted or summed and the industry set that is grouped by; what it refers to and is not there counts as absent.
    """
    definitions = Definitions(indicators, forms, places, industry_sets, {})
    digests = {name: _digest(indicator, definitions, frozenset()) for name, indicator in indicators.items()}
    return Definitions(indicators, forms, places, industry_sets, digests)


def parts_of(indicator: Indicator) -> tuple[str, ...]:
    """The ids of the indicators that this one is made of, the price index of its real growth included."""
    index = (indicator.price_index,) if indicator.price_index else ()
    match indicator.formula:
        case Ratio(numerator=numerator, denominator=denominator):
            return (numerator, denominator, *index)
        case Difference(minuend=minuend, subtrahend=subtrahend):
            return (minuend, subtrahend, *index)
        case GroupsAbove(of=of):
            return (of, *index)
        case _:
            return index


def _digest(indicator: Indicator, definitions: Definitions, above: frozenset[str]) -> str:
    above = above | {indicator.id}
    parts = [definitions.indicators.get(part) for part in parts_of(indicator) if part not in above]
    form = definitions.forms.get(getattr(indicator.formula, "form", ""))
    groups = definitions.industry_sets.get(getattr(indicator.formula, "by", ""))
    return digest_of([indicator, form, groups, [_digest(part, definitions, above) for part in parts if part]])
