"""What a check is given, and how it says what is wrong."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.pack.near import suggestion
from nanfeng.pack.pack import Pack

FORM = Text("表格", "form")
FIELD = Text("字段", "field")
FLOW = Text("流程", "flow")
STAGE = Text("阶段", "stage")
CODE = Text("代码", "code")
INDICATOR = Text("指标", "indicator")
PLACE = Text("地点", "place")
SOURCE = Text("来源", "source")
DEPARTMENT = Text("部门", "department")
INDUSTRY = Text("行业代码", "industry code")
WINDOW = Text("时间窗口", "window")
TABLE = Text("表", "table")


@dataclass(frozen=True)
class Spot:
    """Where something is said: the file (with the line, for tables) and the dotted key inside it."""

    where: str
    at: str

    def key(self, *names: str) -> "Spot":
        """A key below this one."""
        return Spot(self.where, ".".join([*([self.at] if self.at else []), *names]))

    def issue(self, code: str, wrong: Text, mend: Text) -> Issue:
        """An issue here; `code` is stable."""
        return Issue(code, self.where, self.at, wrong, mend)


@dataclass(frozen=True)
class Subject:
    """A pack to be checked. `where` gives the file of each definition by its kind and id, `broken` the ids of
    definitions that failed the first pass: they are known, though nothing can be said about them.
    """

    pack: Pack
    where: Mapping[tuple[str, str], str]
    broken: frozenset[str] = frozenset()

    def spot(self, kind: str, name: str, *at: str) -> Spot:
        """Where a definition stands, and a key in it."""
        return Spot(self.where.get((kind, name), kind), ".".join(at))

    def unknown(self, name: str | None, known: Collection[str], what: Text, spot: Spot) -> Iterator[Issue]:
        """One issue where a name is given and is none of those known; `what` is the kind of thing that is meant."""
        if name is None or name in known or name in self.broken:
            return
        wrong = Text(f"没有“{name}”这个{what.zh}", f"there is no {what.en} {name!r}")
        yield spot.issue("unknown", wrong, suggestion(name, known))


def twice(names: Iterable[str], spot: Spot) -> Iterator[Issue]:
    """An issue for each name that is there more than once."""
    for name, times in Counter(names).items():
        if times > 1:
            wrong = Text(f"“{name}”写了{times}次", f"{name!r} is there {times} times")
            yield spot.key(name).issue("twice", wrong, Text("改名或删去其一", "rename or remove one of them"))


Check = Callable[[Subject], Iterator[Issue]]
"""A check: it looks at one thing and gives an issue for each place where it does not hold."""
