"""The definitions that figures are computed by, handed in together."""

from collections.abc import Mapping
from dataclasses import dataclass

from nanfeng.figures.indicator import Indicator
from nanfeng.forms.form import Form
from nanfeng.kinds.industry import IndustrySet
from nanfeng.kinds.place import Place


@dataclass(frozen=True)
class Definitions:
    """Indicators, forms, places and industry sets by id, and the digest of each indicator's definition (with all it
    refers to).
    """

    indicators: Mapping[str, Indicator]
    forms: Mapping[str, Form]
    places: Mapping[str, Place]
    industry_sets: Mapping[str, IndustrySet]
    digests: Mapping[str, str]
