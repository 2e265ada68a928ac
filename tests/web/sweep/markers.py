"""Words and numbers that occur nowhere else and who may see them, and things with an address and who may open them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.web.sweep.actors import Actor
from tests.web.zone import Enterprise

from nanfeng.forms.form import Purpose
from nanfeng.kinds.role import Role

Seen = Callable[[Actor], bool]


@dataclass(frozen=True)
class Marker:
    """Words or a number that nobody may get to see but those for whom `seen` is true."""

    text: str
    seen: Seen

    def stands_in(self, text: str, digits: str) -> bool:
        """Whether it is in an answer: its words, or the first digits of its number, whatever their unit and commas."""
        return (digits_of(self.text)[:8] in digits) if re.fullmatch(r"[\d.]+", self.text) else self.text in text


@dataclass(frozen=True)
class Thing:
    """Something with an address: what stands in the address, and who may see it."""

    value: str
    seen: Seen


@dataclass
class Planted:
    """Everything that was planted, by kind (`return`, `job` …)."""

    things: dict[str, list[Thing]] = field(default_factory=dict)
    markers: list[Marker] = field(default_factory=list)

    def add(self, kind: str, value: object, seen: Seen) -> None:
        """Something with an address."""
        self.things.setdefault(kind, []).append(Thing(str(value), seen))

    def mark(self, text: str, seen: Seen) -> str:
        """Make words or a number a marker, and give them back."""
        self.markers.append(Marker(text, seen))
        return text


def digits_of(text: str) -> str:
    """The text with nothing between the digits of a number."""
    return re.sub(r"(?<=\d)[,.，\s](?=\d)", "", text)


def everybody(_actor: Actor) -> bool:
    """What is there for whoever gets through the door."""
    return True


def nobody(_actor: Actor) -> bool:
    """What is there for none of those who walk."""
    return False


def within(one: Enterprise, purpose: Purpose) -> Seen:
    """Those whose scope holds records of this purpose of the enterprise."""
    return lambda actor: actor.scope.holds(one.organisation, one.park, purpose)


def own_office(who: str) -> Seen:
    """Those who act for the same enterprise: of those who walk, its clerk."""
    return lambda actor: who == "own" and actor.role is Role.ENTERPRISE_CLERK


def or_in_the_log(seen: Seen) -> Seen:
    """The same, and who reads the log: it tells names of files and reasons, never values."""
    return lambda actor: seen(actor) or actor.role in (Role.AUDITOR, Role.ADMINISTRATOR)
