"""The tiles that Sentinel-2 products are cut to.

Each is a square of 109.8 km on the 100 km grid of a UTM zone, so that neighbours overlap by some 10
km, and is called after the square of the Military Grid Reference System that its middle lies in.
Which squares have a tile, and where in them it begins, ESA has published as the Sentinel-2 Level-1C
tiling grid; it follows rules, and so is computed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import GridError

SIDE = 109_800
# Places of tiles are multiples of the coarsest pixel.
_PIXEL = 60
_SQUARE = 100_000
_FALSE_NORTHING = 10_000_000
_ZONES = 60
# Letters of columns repeat every three zones, those of rows every 20 and with a shift in even ones.
_COLUMNS = ("STUVWXYZ", "ABCDEFGH", "JKLMNPQR")
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_SHIFT = 5
# Bands of latitude, and the row that each begins with. A row lies in one band alone, though bands
# end within rows. In the south rows count from 10 000 km below the equator.
_SOUTH = {"C": 7, "D": 20, "E": 29, "F": 38, "G": 47, "H": 56, "J": 65, "K": 73, "L": 82, "M": 91}
_NORTH = {"N": 0, "P": 9, "Q": 18, "R": 27, "S": 35, "T": 44, "U": 53, "V": 62, "W": 71, "X": 80}
_SOUTH_END, _NORTH_END = 100, 94
# From which row on zones have which columns, first and last: fewer towards the poles.
_SOUTH_COLUMNS = {7: (5, 5), 9: (4, 5), 19: (4, 6), 29: (3, 6), 40: (3, 7), 53: (2, 7), 71: (2, 8)}
_NORTH_COLUMNS = {
    0: (2, 8), 29: (2, 7), 47: (3, 7), 60: (3, 6), 71: (4, 6), 81: (4, 5), 91: (5, 5)
}  # fmt: skip
# First and last column that leave the middle of a zone in the middle. Where there is one more in
# the east, it serves the next zone too; so the first zone has one more in the west and the last
# none in the east.
_EVEN = 9
# Zones that Norway and Svalbard have moved: (zone, first row, last row) -> columns.
_NONE = (1, 0)
_MOVED = {
    (31, 63, 69): (3, 5), (32, 63, 70): (2, 6),
    (31, 79, 80): (4, 7), (33, 79, 80): (3, 7), (35, 79, 80): (3, 7), (37, 79, 80): (3, 6),
    (31, 81, 90): (4, 6), (33, 81, 85): (3, 6), (35, 81, 85): (3, 6), (37, 81, 85): (3, 5),
    (33, 86, 90): (4, 6), (35, 86, 90): (4, 6),
    (33, 91, 93): (4, 5), (35, 91, 93): (4, 5), (37, 91, 93): (4, 5),
    (32, 79, 79): (5, 6), (34, 79, 79): (5, 6), (36, 79, 79): (5, 6),
    (32, 80, 93): _NONE, (34, 80, 93): _NONE, (36, 80, 93): _NONE,
}  # fmt: skip
_NAME = re.compile(r"T?(\d\d)([C-HJ-NP-X])([A-HJ-NP-Z])([A-HJ-NP-V])", re.IGNORECASE)


@dataclass(frozen=True)
class Sentinel2Tile:
    """A tile: its name, such as 31TCJ, and its place.

    Attributes:
        name: without the T that products write before it.
        epsg: of its UTM zone on WGS 84.
        left: metres of its western edge there.
        top: metres of its northern edge.
    """

    name: str
    epsg: int
    left: int
    top: int

    @property
    def bounds(self) -> tuple[int, int, int, int]:
        """Left, bottom, right, top in metres of its zone."""
        return self.left, self.top - SIDE, self.left + SIDE, self.top


def tile_named(name: str) -> Sentinel2Tile:
    """The tile of a name such as 31TCJ or T31TCJ.

    Raises:
        GridError: there is no such tile.
    """
    found = _NAME.fullmatch(name.strip())
    if found is not None and 1 <= int(found[1]) <= _ZONES:
        zone, wanted = int(found[1]), name.strip().upper().removeprefix("T")
        is_north = wanted[2] >= "N"
        bands = _NORTH if is_north else _SOUTH
        first = bands[wanted[2]]
        for tile in tiles_of_rows(zone, is_north, first, first + 13):
            if tile.name == wanted:
                return tile
    raise GridError("There is no Sentinel-2 tile {name!r}; tiles are called like 31TCJ.", name=name)


def tiles_of_rows(zone: int, is_north: bool, first: int, last: int) -> Iterator[Sentinel2Tile]:
    """The tiles of a zone, from row to row and west to east.

    Args:
        zone: number of the UTM zone, 1 to 60.
        is_north: of the equator; rows begin there, else at 10 000 km south of it.
        first, last: rows of 100 km, both included; those that have no tiles are passed over.
    """
    bands, end = (_NORTH, _NORTH_END) if is_north else (_SOUTH, _SOUTH_END)
    for row in range(max(first, min(bands.values())), min(last + 1, end)):
        band = max((start, letter) for letter, start in bands.items() if start <= row)[1]
        letter = _ROWS[(row + (_SHIFT if zone % 2 == 0 else 0)) % len(_ROWS)]
        west, east = _columns(zone, is_north, row)
        for column in range(west, east + 1):
            name = f"{zone:02d}{band}{_COLUMNS[zone % 3][column - 1]}{letter}"
            left = column * _SQUARE // _PIXEL * _PIXEL
            epsg = (32600 if is_north else 32700) + zone
            yield Sentinel2Tile(name, epsg, left, _top(row, is_north))


def _top(row: int, is_north: bool) -> int:
    """The northern edge: the first multiple of pixels from the equator on that holds the square."""
    edge = (row + 1) * _SQUARE
    if is_north:
        return -(-edge // _PIXEL) * _PIXEL
    return _FALSE_NORTHING - (_FALSE_NORTHING - edge) // _PIXEL * _PIXEL


def _columns(zone: int, is_north: bool, row: int) -> tuple[int, int]:
    for (moved, first, last), columns in _MOVED.items():
        if is_north and zone == moved and first <= row <= last:
            return columns
    starts = _NORTH_COLUMNS if is_north else _SOUTH_COLUMNS
    west, east = starts[max(start for start in starts if start <= row)]
    if west + east > _EVEN:
        west -= zone == 1
        east -= zone == _ZONES
    return west, east
