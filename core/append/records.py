"""The records for catalogues of a dataset to which tiles were added, written anew for all tiles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..errors import ExportError
from ..files.json_file import read_json
from ..files.whole import write_whole
from ..layouts.label_folder import LabelFolder
from ..layouts.layout import TileRecord
from ..merge.parents import Parent
from ..merge.tiles import MergedTiles
from ..metadata.choice import STAC, TDML, Period, parse_day
from ..metadata.outlines import Outline
from ..metadata.place import Ground
from ..metadata.stac import (
    ImageCrs,
    ItemPlace,
    StacContents,
    describe_item,
    join_items,
    write_collection,
)
from ..metadata.tdml import TdmlContents, write_tdml
from ..tiles.layout import FILE, STAC_FILE, STAC_ITEMS, TDML_FILE
from ..tiles.table import TILE_ID
from ..tiles.words import DATE

# Some thousand items of a kilobyte each, or a hundred.
_MOST = 500_000_000
_COLLECTION = {
    "extent": {"spatial": {"bbox": [[float]]}, "temporal": {"interval": [[str]]}},
    "summaries": {"proj:code?": [str]},
}
_ITEMS = {
    "features": [
        {
            "id": str,
            "geometry?": dict,
            "bbox?": [float],
            "properties": {"proj:transform": [float], "proj:code?": str, "proj:wkt2?": str},
        }
    ]
}
_TDML = {"extent?": [float], "imageSize?": str}
Records = Callable[[], Iterator[TileRecord]]


@dataclass(frozen=True)
class AppendedRecords:
    """Writes the records that both datasets have.

    Attributes:
        parents: the earlier dataset, and the new tiles.
        names: STAC, TDML or both.
    """

    parents: Sequence[Parent]
    names: Sequence[str]

    @classmethod
    def of(cls, parents: Sequence[Parent]) -> AppendedRecords:
        """Those that the earlier dataset was made with, as were the new tiles."""
        told = (parents[0].facts.get("parameters") or {}).get("METADATA") or ()
        words = [told] if isinstance(told, str) else list(told)
        return cls(parents, [word for word in (STAC, TDML) if word in words])

    def write(
        self, folder: Path, merged: MergedTiles, facts: Mapping[str, Any], records: Records
    ) -> None:
        """Write them into the folder of the dataset of all tiles.

        Args:
            folder: where the dataset is written.
            merged: its tiles.
            facts: of its dataset.json.
            records: tells of all tiles, in order.

        Raises:
            ExportError, FileError: a record of one of the datasets is damaged.
            OSError: a file cannot be read or written.
        """
        try:
            if STAC in self.names:
                self._write_stac(folder, merged, facts, records)
            if TDML in self.names:
                self._write_tdml(folder, merged, facts, records)
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise ExportError(
                "A record for catalogues in {folder} is not as it was written ({error!r}); build "
                "the dataset again.",
                folder=self.parents[0].folder,
                error=error,
            ) from error

    def _write_stac(
        self, folder: Path, merged: MergedTiles, facts: Mapping[str, Any], records: Records
    ) -> None:
        told = [self._read(parent, STAC_FILE, _COLLECTION) for parent in self.parents]
        intervals = [each["extent"]["temporal"]["interval"][0] for each in told]
        codes = dict.fromkeys(c for each in told for c in each["summaries"].get("proj:code") or ())
        contents = StacContents(
            facts,
            Period(min(_day(first) for first, _ in intervals), max(_day(x) for _, x in intervals)),
            _around([each["extent"]["spatial"]["bbox"][0] for each in told]),
            [ImageCrs(code, "") for code in codes],
            merged.plan.layout.indexes(merged.plan.used_splits),
        )
        write_whole(folder / STAC_FILE, write_collection(contents))
        if contents.has_items:
            places = self._places(merged)
            items = (describe_item(contents, each, places[k]) for k, each in enumerate(records()))
            _write_pieces(folder, STAC_ITEMS, join_items(items))

    def _places(self, merged: MergedTiles) -> list[ItemPlace]:
        """Where each image lies, as the items of its dataset tell."""
        periods, name_labels = self._periods(merged), merged.plan.layout.name_sidecar
        files = merged.table[FILE.name].tolist()
        items = [
            {item["id"]: item for item in self._read(parent, STAC_ITEMS, _ITEMS)["features"]}
            for parent in self.parents
        ]
        ids = [parent.cells(TILE_ID.name) for parent in self.parents]
        places = []
        owned = zip(merged.owners.tolist(), merged.rows.tolist())
        for file, period, (owner, row) in zip(files, periods, owned):
            item = items[owner][ids[owner][row]]
            pixels = item["properties"]
            crs = ImageCrs(pixels.get("proj:code") or "", pixels.get("proj:wkt2") or "")
            outline = Outline(item.get("geometry"), item.get("bbox"))
            transform = pixels["proj:transform"]
            places.append(ItemPlace(outline, transform, crs, period, name_labels(file)))
        return places

    def _write_tdml(
        self, folder: Path, merged: MergedTiles, facts: Mapping[str, Any], records: Records
    ) -> None:
        told = [self._read(parent, TDML_FILE, _TDML) for parent in self.parents]
        sizes = [each.get("imageSize") for each in told]
        is_one = None not in sizes and len(set(sizes)) == 1
        size = tuple(int(side) for side in str(sizes[0]).split("x")) if is_one else ()
        boxes = [each["extent"] for each in told if each.get("extent")]
        contents = TdmlContents(
            facts,
            _around(boxes) if len(boxes) == len(told) else None,
            frozenset({(size[0], size[1])}) if size else frozenset(),
        )
        _write_pieces(
            folder, TDML_FILE, write_tdml(contents, zip(records(), self._periods(merged)))
        )

    def _periods(self, merged: MergedTiles) -> list[Period | None]:
        """When each tile was taken: its scene knows better than who names a day for all."""
        days = [str((p.facts.get("parameters") or {}).get("DATE") or "") for p in self.parents]
        of_all = [parse_day(day) for day in days]
        dates = [parent.cells(DATE.name) for parent in self.parents]
        return [
            parse_day(dates[owner][row] or "") or of_all[owner]
            for owner, row in zip(merged.owners.tolist(), merged.rows.tolist())
        ]

    def _read(self, parent: Parent, name: str, shape: Any) -> dict[str, Any]:
        found: dict[str, Any] = read_json(parent.folder / name, shape, _MOST)
        return found


def _around(boxes: Sequence[Sequence[float]]) -> Ground:
    """The ground of several; what a pixel is wide there, no record tells."""
    west, south, east, north = zip(*boxes)
    return Ground((min(west), min(south), max(east), max(north)), 0.0, "")


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])


def _write_pieces(folder: Path, name: str, pieces: Iterable[str]) -> None:
    with LabelFolder(folder).open(name) as file:
        file.writelines(pieces)
