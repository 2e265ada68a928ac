"""What views hand to components: links, downloads, events."""

from dataclasses import dataclass
from datetime import date, datetime

from nanfeng.kinds.text import Text


@dataclass(frozen=True)
class Link:
    """A tab, or another way to go on. `current` marks the one that is open."""

    label: Text
    url: str
    current: bool = False


@dataclass(frozen=True)
class Download:
    """A file to be had: what it is called, its format as people say it (`XLSX`), its size in bytes where known."""

    label: Text
    url: str
    format: str
    size: int | None = None


@dataclass(frozen=True)
class Event:
    """Something that happened, or is to happen: when, what, by whom. `tone` is good, warn, bad or empty."""

    when: date | datetime
    words: Text | str
    who: str = ""
    url: str = ""
    tone: str = ""
