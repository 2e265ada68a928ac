"""What disclosure control has to know of an indicator: whether its parts add up, over time too, and whether it is
made of public facts alone.
"""

from nanfeng.figures.definitions import Definitions
from nanfeng.figures.indicator import Count, CountDistinct, Difference, GroupsAbove, Ratio, Stock, Sum, Window
from nanfeng.forms.form import Purpose, Timing
from nanfeng.kinds.figure import Figure
from nanfeng.kinds.unit import Dimension


def operands(indicator: str, definitions: Definitions) -> tuple[str, ...]:
    """The indicators that this one is computed from; none where it is computed from records."""
    match definitions.indicators[indicator].formula:
        case Ratio(numerator=one, denominator=other) | Difference(minuend=one, subtrahend=other):
            return one, other
        case GroupsAbove(of=one):
            return (one,)
        case _:
            return ()


def forms_of(indicator: str, definitions: Definitions) -> frozenset[str]:
    """The names of all forms whose records stand behind an indicator; none where it has no formula."""
    formula = definitions.indicators[indicator].formula
    if isinstance(formula, Sum | Count | CountDistinct | Stock):
        return frozenset({formula.form})
    return frozenset().union(*(forms_of(one, definitions) for one in operands(indicator, definitions)))


def is_public(indicator: str, definitions: Definitions) -> bool:
    """Whether only records of public facts stand behind it, so that nothing has to be protected."""
    return all(definitions.forms[name].purpose is Purpose.PUBLIC for name in forms_of(indicator, definitions))


def is_cumulative(indicator: str, definitions: Definitions) -> bool:
    """Whether it rests on returns for the year to date, so that January and February come together."""
    return any(definitions.forms[name].timing is Timing.CUMULATIVE for name in forms_of(indicator, definitions))


def adds_up(indicator: str, definitions: Definitions) -> bool:
    """Whether the values of disjoint places or codes add up to that of the whole."""
    definition = definitions.indicators[indicator]
    match definition.formula:
        case Sum() | Count() | Difference() | Stock(distinct=None):
            return definition.additive
        case _:
            return False


def flows(indicator: str, definitions: Definitions) -> bool:
    """Whether the values of successive periods add up to that of the whole period."""
    formula = definitions.indicators[indicator].formula
    within = isinstance(formula, Sum | Count) and formula.window is Window.WITHIN
    return within and definitions.indicators[indicator].additive


def is_of_period(indicator: str, definitions: Definitions) -> bool:
    """Whether it looks at the records of the period alone, and not at what stands from before."""
    formula = definitions.indicators[indicator].formula
    return isinstance(formula, Sum | Count | CountDistinct) and formula.window is Window.WITHIN


def stands(indicator: str, definitions: Definitions) -> bool:
    """Whether it is an amount as it stands at the end of the period, so that two dates tell the change between them."""
    definition = definitions.indicators[indicator]
    match definition.formula:
        case Sum(window=Window.TO_DATE) | Stock(distinct=None):
            return definition.additive and definition.unit.dimension is not Dimension.COUNT
        case _:
            return False


def is_empty(figure: Figure) -> bool:
    """Whether it says nothing of anybody: it has no value, or is the zero of nothing filed or of zeros alone. A zero in
    which organisations offset one another is not empty.
    """
    return not figure.value and (figure.value is None or not figure.largest_share)
