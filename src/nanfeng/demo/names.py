"""Invented names and well-formed credit codes of organisations that do not exist."""

from dataclasses import dataclass, field
from itertools import permutations

import numpy as np

from nanfeng.demo.calibration import Names
from nanfeng.kinds.identifier import check_character
from nanfeng.kinds.text import Text

_BODY = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_BODY_VALUES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ENTERPRISE = "91"


@dataclass
class Namer:
    """Hands out names and credit codes, none twice."""

    names: Names
    rng: np.random.Generator
    _brands: list[tuple[tuple[str, str], ...]] = field(default_factory=list)
    _codes: set[str] = field(default_factory=set)

    def name(self, trade: Text) -> Text:
        """A name with a brand that nobody else has; raise ValueError when the syllables are used up."""
        if not self._brands:
            self._brands = self._shuffled()
        (first_zh, first_en), (second_zh, second_en) = self._brands.pop()
        return Text(
            self.names.pattern.zh.format(brand=first_zh + second_zh, trade=trade.zh),
            self.names.pattern.en.format(brand=(first_en + second_en).capitalize(), trade=trade.en),
        )

    def credit_code(self, division: str) -> str:
        """A credit code of an enterprise of the division, both of its check characters right."""
        while (code := self._draw(division)) in self._codes:
            pass
        self._codes.add(code)
        return code

    def _shuffled(self) -> list[tuple[tuple[str, str], ...]]:
        pairs = list(permutations(self.names.syllables, 2))
        return [pairs[index] for index in self.rng.permutation(len(pairs))]

    def _draw(self, division: str) -> str:
        drawn = "".join(_BODY[index] for index in self.rng.integers(0, len(_BODY), 6))
        body = f"MA{drawn}"
        first = f"{_ENTERPRISE}{division}{body}{body_check(body)}"
        return first + check_character(first)


def body_check(body: str) -> str:
    """The ninth character of an organisation code (GB 11714), from its first eight; X stands for ten."""
    total = sum(weight * _BODY_VALUES.index(mark) for weight, mark in zip(_BODY_WEIGHTS, body, strict=True))
    check = (11 - total % 11) % 11
    return "X" if check == 10 else str(check)
