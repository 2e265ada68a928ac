"""What became of a file that was sent."""

from dataclasses import dataclass

import pyarrow as pa

from nanfeng.forms.form import Form
from nanfeng.intake.header import Header
from nanfeng.intake.sheet import Raw
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text


@dataclass(frozen=True)
class HandedBack:
    """A row that was not taken: its sheet and line (from 1), its cells as they were sent, what is wrong, and what its
    sender wrote to explain it ("" for nothing).
    """

    sheet: str
    line: int
    cells: tuple[Raw, ...]
    issues: tuple[Issue, ...]
    explained: str = ""


@dataclass(frozen=True)
class SentSheet:
    """A sheet that rows came from: its header, and all lines above the data as they were sent."""

    name: str
    header: Header
    lines: tuple[tuple[Raw, ...], ...]


@dataclass(frozen=True)
class Explanation:
    """What the sender of a row wrote under `确认说明 / Confirmed because`, and what had been asked of the row (both
    languages empty where nothing was). `key` is the `_key` of the record, with which a store keeps it.
    """

    sheet: str
    line: int
    key: str
    asked: Text
    because: str


@dataclass(frozen=True)
class Taken:
    """What became of a file, or of rows that were typed in (`file` is then empty).

    `sent` counts the lines under the headers that hold anything: `accepted` + `refused` + `questions` + `unchanged` +
    `set_aside` of them, always. `unchanged` ones say what is there already.

    `accepted` has the shape of `forms.columns.schema`. `questions` are rows that are held until confirmed or mended.
    `notices` are warnings about accepted rows, lines set aside, and sheets and columns that were passed over;
    a question that its sender settled is among them (`confirmed`). `explanations` are all that senders wrote, of
    accepted and other rows.
    """

    file: str
    form: Form
    accepted: pa.Table
    refused: tuple[HandedBack, ...]
    questions: tuple[HandedBack, ...]
    unchanged: int
    set_aside: int
    notices: tuple[Issue, ...]
    sheets: tuple[SentSheet, ...]
    explanations: tuple[Explanation, ...]

    @property
    def sent(self) -> int:
        """How many lines were sent."""
        handed_back = len(self.refused) + len(self.questions)
        return self.accepted.num_rows + handed_back + self.unchanged + self.set_aside
