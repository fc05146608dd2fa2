"""Cells of a service's pixels that are asked for together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

# Column and row of some pixels that are asked for as a whole.
Cell = tuple[int, int]
# Of a request for several cells, so many must be wanted.
_LEAST_SHARE = 0.5


def half_span(span: Cell) -> Cell:
    """Half as many columns and rows of cells, at least one of each."""
    return max(1, span[0] // 2), max(1, span[1] // 2)


def rectangles(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Cells in groups, of whose bounding rectangles most is wanted."""
    columns, rows = zip(*cells)
    width, height = max(columns) - min(columns) + 1, max(rows) - min(rows) + 1
    if len(cells) >= _LEAST_SHARE * width * height:
        yield list(cells)
        return
    axis = int(height > width)
    middle = (min(c[axis] for c in cells) + max(c[axis] for c in cells) + 1) // 2
    yield from rectangles([cell for cell in cells if cell[axis] < middle])
    yield from rectangles([cell for cell in cells if cell[axis] >= middle])
