"""Industries by the national classification, and the groups that plans make of them."""

from dataclasses import dataclass

from nanfeng.kinds.definition import Definition
from nanfeng.kinds.text import Text


@dataclass(frozen=True)
class Industry(Definition):
    """One code of the classification (GB/T 4754): a letter for a section, digits below it. `name` is Chinese only,
    as published.
    """

    code: str
    name: str
    level: int
    parent: str | None = None


@dataclass(frozen=True)
class IndustryGroup(Definition):
    """A named group of industries: every code that begins with one of `prefixes` and with none of `without`."""

    id: str
    name: Text
    prefixes: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class IndustrySet(Definition):
    """Groups that are used together: the strategic emerging fields of a plan, say.

    `partition` says that no code lies in two groups, so that the groups' values add up. `edition` tells apart
    definitions that stand side by side (`advanced@2017`, `advanced@2024`); `exact` false says that prefixes only
    approximate the official list.
    """

    id: str
    name: Text
    groups: tuple[IndustryGroup, ...]
    partition: bool = True
    edition: str | None = None
    source: str | None = None
    exact: bool = False
    note: Text | None = None
