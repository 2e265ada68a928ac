"""The workbook of another return, as a pack describes it, so that what stands there is not typed again."""

from dataclasses import dataclass

from nanfeng.kinds.definition import Definition
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit


@dataclass(frozen=True)
class Source(Definition):
    """Where a field of our form stands in another return: under (or, in an upright sheet, behind) one of `titles`,
    in `unit` where the workbook says none (None: in the unit that our form asks).
    """

    field: str
    titles: tuple[str, ...]
    unit: Unit | None = None


@dataclass(frozen=True)
class Layout(Definition):
    """How another return is laid out, and which form it fills.

    A sheet is one of it where all `marks` stand in its name or first lines. A plain sheet has a row for each
    organisation. An upright one is of a single organisation, with a line for each indicator: its value in the column
    titled `now`, that of a year ago in the one titled `year_ago`, its unit in the one titled `unit` ("": none).
    """

    id: str
    label: Text
    form: str
    marks: tuple[str, ...]
    sources: tuple[Source, ...]
    now: str = ""
    year_ago: str = ""
    unit: str = ""
