"""Cells and the linear relations between them: all that an attacker can compute with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array, hstack
from scipy.sparse.csgraph import connected_components

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class System:
    """Cells with their true values and the relations that hold between them.

    `values` has one number a cell. `lower` is what everybody knows a cell cannot fall below: 0, or minus infinity.
    `relations` has one row a relation and one column a cell; every row times the values is zero.
    """

    values: Numbers
    lower: Numbers
    relations: csr_array

    @classmethod
    def of(cls, values: Numbers, lower: Numbers, relations: Sequence[Mapping[int, float]]) -> "System":
        """Build one from relations that map a cell to its coefficient."""
        rows = [number for number, relation in enumerate(relations) for _ in relation]
        columns = [cell for relation in relations for cell in relation]
        factors = [factor for relation in relations for factor in relation.values()]
        shape = (len(relations), len(values))
        return cls(values, lower, csr_array(coo_array((factors, (rows, columns)), shape=shape)))


@dataclass(frozen=True)
class Part:
    """Cells that can move only together: their numbers in the system, and the relations between them alone."""

    cells: NDArray[np.int64]
    relations: csr_array

    def position(self, cell: int) -> int:
        """Where a cell of the system stands in this part."""
        return int(np.searchsorted(self.cells, cell))

    def split(self) -> csr_array:
        """The relations over the rise of every cell, followed by the fall of every cell."""
        return csr_array(hstack([self.relations, -self.relations]))

    def within(self, chosen: Mask) -> "Part":
        """The chosen cells, by their positions here. The others stay where they are."""
        inside = np.flatnonzero(chosen)
        columns = csr_array(self.relations.tocsc()[:, inside])
        return Part(self.cells[inside], csr_array(columns[np.flatnonzero(np.diff(columns.indptr))]))

    def around(self, cells: Sequence[int], reach: int) -> "Part":
        """The cells that so many relations lead to from some. The others stay where they are: what can move here
        can move in the whole part, but not the other way round.
        """
        linked = abs(self.relations)
        weight = np.zeros(len(self.cells))
        weight[[self.position(cell) for cell in cells]] = 1
        for _ in range(reach):
            weight = np.sign(linked.T @ (linked @ weight) + weight)
        rows, inside = np.flatnonzero(linked @ weight), np.flatnonzero(weight)
        return Part(self.cells[inside], csr_array(self.relations[rows][:, inside]))


def parts_of(system: System, movable: Mask) -> Mapping[int, Part]:
    """For every movable cell, the part that it lies in. Cells that cannot move tie nothing together."""
    numbers = np.flatnonzero(movable)
    columns = system.relations.tocsc()[:, numbers]
    count = columns.shape[0]
    links = coo_array(columns)
    graph = coo_array(
        (np.ones(links.nnz), (links.row, links.col + count)), shape=(count + len(numbers), count + len(numbers))
    )
    _, labels = connected_components(graph, directed=False)
    rows_of, cells_of = labels[:count], labels[count:]
    by_row = columns.tocsr()
    found: dict[int, Part] = {}
    for label in np.unique(cells_of):
        inside = np.flatnonzero(cells_of == label)
        rows = np.flatnonzero(rows_of == label)
        part = Part(numbers[inside], csr_array(by_row[rows][:, inside]))
        found.update(dict.fromkeys(part.cells.tolist(), part))
    return found
