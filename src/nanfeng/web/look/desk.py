"""The desk: what is whose to do, on the first page.

An app puts cards there by a module `cards.py` with one function:

    def cards(request: Request) -> list[Card]: ...

It is asked at each opening of the desk: it returns nothing for those who have nothing to do with it, and counts in one
query.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain

from django.http import HttpRequest

from nanfeng.kinds.text import Text
from nanfeng.web.look.offered import offered


class Urgency(IntEnum):
    """How much something presses; what presses most stands first."""

    LATE = 0
    DUE = 1
    CALM = 2


@dataclass(frozen=True)
class Card:
    """Something to do: what, how many of it (None: not counted), where, how much it presses, and a line about it.

    A card with count 0 is not shown: nothing is to do.
    """

    title: Text
    count: int | None
    url: str
    urgency: Urgency = Urgency.CALM
    note: Text | None = None

    @property
    def css(self) -> str:
        """The style of the card."""
        return self.urgency.name.lower()


def cards_of(request: HttpRequest) -> list[Card]:
    """All cards of who opens the desk, the most pressing first."""
    makers: tuple[Callable[[HttpRequest], list[Card]], ...] = offered("cards", "cards")
    found = chain.from_iterable(make(request) for make in makers)
    return sorted((card for card in found if card.count != 0), key=lambda card: card.urgency)
