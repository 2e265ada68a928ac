"""Texts that cells of an .xlsx share: many cells that point at one long text unpack to more than the file itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

_TEXT = re.compile(rb"<(?:\w+:)?si[\s>]")
_POINTER = re.compile(rb"""["']s["'][^>]*>\s*<(?:\w+:)?v>\s*(\d{1,9})\s*<""")


@dataclass
class SharedTexts:
    """How many bytes each shared text takes, its markup included, gathered from pieces of their part in order."""

    sizes: list[int] = field(default_factory=lambda: [0])

    def note(self, piece: bytes) -> None:
        """Take the next piece; a text may run over several."""
        first, *others = map(len, _TEXT.split(piece))
        self.sizes[-1] += first
        self.sizes += others

    @property
    def count(self) -> int:
        """The number of shared texts."""
        return len(self.sizes) - 1

    @property
    def longest(self) -> int:
        """The size of the longest of them."""
        return max(self.sizes[1:], default=0)

    def unpacked(self, pieces: Iterable[bytes]) -> int:
        """The bytes of all texts that cells in these pieces of sheets point at; a pointer astray counts as the longest.

        A cell that stands in two pieces counts twice.
        """
        sizes = np.array([*self.sizes[1:], self.longest], np.int64)
        total = 0
        for piece in pieces:
            pointers = np.array(_POINTER.findall(piece), dtype=np.int64)
            astray = pointer_count(piece) - len(pointers)
            total += int(sizes[np.minimum(pointers, self.count)].sum()) + astray * self.longest
        return total


def pointer_count(piece: bytes) -> int:
    """At most how many cells of a piece of a sheet point at a shared text."""
    return piece.count(b'"s"') + piece.count(b"'s'")
