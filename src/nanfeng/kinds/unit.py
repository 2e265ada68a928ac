"""Units and what one of them is worth in the base unit of its dimension.

Money is kept in yuan. Another currency is a dimension of its own: only a dated `Rate` leads from one to the other.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from nanfeng.kinds.definition import Definition
from nanfeng.kinds.text import Text


class Dimension(StrEnum):
    """What a unit measures; only units of one dimension convert into one another."""

    YUAN = "yuan"
    USD = "usd"
    HKD = "hkd"
    EUR = "eur"
    COUNT = "count"
    SHARE = "share"
    DENSITY = "density"
    AREA = "area"
    DAYS = "days"
    YEARS = "years"
    INDEX = "index"
    ORDINAL = "ordinal"


class Unit(StrEnum):
    """A unit by its code. One `wan` is 10⁴ and one `yi` 10⁸; a billion is 10⁹, never one `yi`."""

    YUAN = "yuan"
    THOUSAND_YUAN = "thousand_yuan"
    WAN_YUAN = "wan_yuan"
    MILLION_YUAN = "million_yuan"
    YI_YUAN = "yi_yuan"
    BILLION_YUAN = "billion_yuan"
    TRILLION_YUAN = "trillion_yuan"
    USD = "usd"
    WAN_USD = "wan_usd"
    MILLION_USD = "million_usd"
    YI_USD = "yi_usd"
    BILLION_USD = "billion_usd"
    HKD = "hkd"
    MILLION_HKD = "million_hkd"
    EUR = "eur"
    COUNT = "count"
    PERSONS = "persons"
    PERCENT = "percent"
    PER_10K = "per_10k"
    SQUARE_METRE = "m2"
    SQUARE_METRE_PER_PERSON = "m2_per_person"
    MU = "mu"
    HECTARE = "hectare"
    SQUARE_KILOMETRE = "km2"
    DAYS = "days"
    YEARS = "years"
    INDEX = "index"
    ORDINAL = "ordinal"

    @property
    def dimension(self) -> Dimension:
        """What it measures."""
        return _FACTS[self].dimension

    @property
    def factor(self) -> Decimal:
        """How many base units one of it is. Percent and per 10,000 are their own base: 5 % is kept as 5."""
        return _FACTS[self].factor

    @property
    def base(self) -> "Unit":
        """The base unit of its dimension, in which values are kept: yuan for money."""
        same = (unit for unit in Unit if unit.dimension is self.dimension and unit.factor == 1)
        return self if self.factor == 1 else next(same)

    @property
    def label(self) -> Text:
        """How people write it."""
        return _FACTS[self].label


@dataclass(frozen=True)
class _Facts:
    dimension: Dimension
    factor: Decimal
    label: Text


def _facts(dimension: Dimension, factor: str, zh: str, en: str) -> _Facts:
    return _Facts(dimension, Decimal(factor), Text(zh, en))


_FACTS = {
    Unit.YUAN: _facts(Dimension.YUAN, "1", "元", "yuan"),
    Unit.THOUSAND_YUAN: _facts(Dimension.YUAN, "1e3", "千元", "thousand yuan"),
    Unit.WAN_YUAN: _facts(Dimension.YUAN, "1e4", "万元", "ten thousand yuan"),
    Unit.MILLION_YUAN: _facts(Dimension.YUAN, "1e6", "百万元", "million yuan"),
    Unit.YI_YUAN: _facts(Dimension.YUAN, "1e8", "亿元", "hundred million yuan"),
    Unit.BILLION_YUAN: _facts(Dimension.YUAN, "1e9", "十亿元", "billion yuan"),
    Unit.TRILLION_YUAN: _facts(Dimension.YUAN, "1e12", "万亿元", "trillion yuan"),
    Unit.USD: _facts(Dimension.USD, "1", "美元", "US dollars"),
    Unit.WAN_USD: _facts(Dimension.USD, "1e4", "万美元", "ten thousand US dollars"),
    Unit.MILLION_USD: _facts(Dimension.USD, "1e6", "百万美元", "million US dollars"),
    Unit.YI_USD: _facts(Dimension.USD, "1e8", "亿美元", "hundred million US dollars"),
    Unit.BILLION_USD: _facts(Dimension.USD, "1e9", "十亿美元", "billion US dollars"),
    Unit.HKD: _facts(Dimension.HKD, "1", "港元", "Hong Kong dollars"),
    Unit.MILLION_HKD: _facts(Dimension.HKD, "1e6", "百万港元", "million Hong Kong dollars"),
    Unit.EUR: _facts(Dimension.EUR, "1", "欧元", "euros"),
    Unit.COUNT: _facts(Dimension.COUNT, "1", "个", ""),
    Unit.PERSONS: _facts(Dimension.COUNT, "1", "人", "people"),
    Unit.PERCENT: _facts(Dimension.SHARE, "1", "%", "%"),
    Unit.PER_10K: _facts(Dimension.DENSITY, "1", "每万人", "per 10,000 people"),
    Unit.SQUARE_METRE: _facts(Dimension.AREA, "1", "平方米", "m²"),
    Unit.SQUARE_METRE_PER_PERSON: _facts(Dimension.DENSITY, "1", "平方米/人", "m² per person"),
    Unit.MU: _facts(Dimension.AREA, "666.6666666666666666666666667", "亩", "mu"),
    Unit.HECTARE: _facts(Dimension.AREA, "1e4", "公顷", "hectares"),
    Unit.SQUARE_KILOMETRE: _facts(Dimension.AREA, "1e6", "平方千米", "km²"),
    Unit.DAYS: _facts(Dimension.DAYS, "1", "天", "days"),
    Unit.YEARS: _facts(Dimension.YEARS, "1", "年", "years"),
    Unit.INDEX: _facts(Dimension.INDEX, "1", "（上年同期=100）", "(same period of last year = 100)"),
    Unit.ORDINAL: _facts(Dimension.ORDINAL, "1", "期", "phase"),
}


@dataclass(frozen=True)
class Quantity:
    """A number with its unit."""

    value: Decimal
    unit: Unit

    def in_base(self) -> Decimal:
        """The value in the base unit of its dimension (yuan for money, m² for areas)."""
        return self.value * self.unit.factor

    def to(self, unit: Unit) -> "Quantity":
        """The same amount in another unit of the same dimension; raise ValueError where the dimensions differ."""
        if unit.dimension is not self.unit.dimension:
            raise ValueError(
                f"{self.unit} measures {self.unit.dimension}, {unit} measures {unit.dimension}: no conversion"
            )
        return Quantity(self.in_base() / unit.factor, unit)


@dataclass(frozen=True)
class Rate(Definition):
    """What one unit of a foreign currency was worth in yuan on a day. `implied`: derived from two stated amounts,
    stated nowhere.
    """

    currency: Dimension
    yuan: Decimal
    on: date
    source: str
    implied: bool = False
