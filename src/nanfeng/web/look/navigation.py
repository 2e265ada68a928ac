"""The navigation: what each role finds where.

An app adds entries by a module `menu.py` of its own:

    from nanfeng.kinds.text import Text
    from nanfeng.web.look.navigation import Entry, Group

    ENTRIES = (Entry(Text("报表", "Returns due"), "returns:due", Group.RETURNS),)

An entry is shown to those whom the door of its view admits, and to nobody else; the entry itself says nothing of roles.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import chain

from django.urls import NoReverseMatch, resolve, reverse

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web.doors import allowed
from nanfeng.web.look.offered import offered


class Group(Enum):
    """The parts of the navigation, in their order."""

    DESK = Text("工作台", "My desk")
    RETURNS = Text("报表", "Returns")
    CASES = Text("服务与项目", "Programmes")
    ORGANISATIONS = Text("企业与机构", "Organisations")
    FIGURES = Text("数据", "Figures")
    PLANS = Text("规划", "Plans")
    PUBLISHING = Text("发布", "Publishing")
    SITE = Text("公开信息", "Public site")
    ADMINISTRATION = Text("管理", "Administration")


@dataclass(frozen=True)
class Entry:
    """One page of the navigation. `url_name` takes no arguments; the lowest `rank` of a group stands first.

    `to_all` is False for what the public finds on other pages or in the footer: its navigation is one line.
    """

    label: Text
    url_name: str
    group: Group
    rank: int = 50
    to_all: bool = True


@dataclass(frozen=True)
class Item:
    """An entry as somebody sees it."""

    label: Text
    url: str


@dataclass(frozen=True)
class Section:
    """A group with the entries that somebody may open; `public` for the part that needs no account."""

    label: Text
    items: tuple[Item, ...]
    public: bool


@lru_cache(maxsize=64)
def menu(role: Role | None, *, signed_in: bool) -> tuple[Section, ...]:
    """The navigation of those who act in a role (None: in none); groups without an entry are left out."""
    sections = [_section(group, role, signed_in) for group in Group]
    return tuple(section for section in sections if section.items)


def current(sections: tuple[Section, ...], path: str) -> str:
    """The address of the entry that a page belongs to: the longest that its path begins with; empty for none."""
    urls = [item.url for section in sections for item in section.items]
    return max((url for url in urls if path == url or (url != "/" and path.startswith(url))), key=len, default="")


def _section(group: Group, role: Role | None, signed_in: bool) -> Section:
    mine = sorted((entry for entry in _entries() if entry.group is group), key=lambda entry: entry.rank)
    found = [(entry, opens(entry.url_name, role, signed_in=signed_in)) for entry in mine]
    items = [Item(entry.label, address) for entry, address in found if address and (signed_in or entry.to_all)]
    return Section(group.value, tuple(items), group is Group.SITE)


def opens(url_name: str, role: Role | None, *, signed_in: bool) -> str:
    """The address of a page that takes no arguments, where it opens to those who act in a role (None: in none); else
    empty.
    """
    address = _address(url_name)
    return address if address and _admits(resolve(address).func, role, signed_in) else ""


def _entries() -> tuple[Entry, ...]:
    return tuple(chain.from_iterable(offered("menu", "ENTRIES")))


def _address(url_name: str) -> str:
    """Where it leads; empty where this installation has no such page."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _admits(view: Callable, role: Role | None, signed_in: bool) -> bool:
    rule = allowed(view)
    return rule is not None and rule.admits(role, signed_in=signed_in)
