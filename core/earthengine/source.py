"""An image of Earth Engine as a source of pixels, asked for on the very grid of each tile."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..errors import TileEmptyError, TileRefusedError
from ..raster.info import RasterInfo
from ..raster.source import RasterSource
from ..resampling.grid import TargetGrid, grid_of
from ..resampling.windows import each_part
from ..services.answers import AnswerStore
from .answers import BadAnswerError, NoImageError
from .bands import BandFacts
from .client import EarthEngine
from .grids import TileGrids, bounds_in_degrees
from .plan import VALID, read_in_requests
from .query import NEAREST, Bounds, EarthImage

_ATTEMPTS = 3


def zone_info(image: EarthImage, facts: BandFacts, grid: TargetGrid, identity: str) -> RasterInfo:
    """What the engine has to know of the image as a raster on a grid."""
    count = len(facts.names)
    is_float = np.dtype(facts.dtype).kind == "f"
    return RasterInfo(
        path=f"earthengine:{identity}",
        name=image.name,
        width=grid.width,
        height=grid.height,
        transform=grid.transform,
        crs_wkt=grid.crs_wkt,
        band_count=count,
        bands=tuple(range(1, count + 1)),
        dtype=facts.dtype,
        descriptions=facts.names,
        color_names=tuple(_color(name) for name in facts.names),
        nodatas=(float("nan") if is_float else None,) * count,
        more_nodata=((),) * count,
        alpha_band=0,
        has_mask_file=True,
        mask_band=1,
        is_mixed=len(set(facts.dtypes)) > 1,
        scales=(1.0,) * count,
        offsets=(0.0,) * count,
        colormap=None,
        block_shape=(256, 256),
    )


def _color(name: str) -> str:
    found = name.removeprefix("vis-")
    return found if found in ("red", "green", "blue") else "gray"


class EarthEngineSource(RasterSource):
    """An image on the grids of some zones, of which each is a part.

    Args:
        client: connected.
        image: what is asked for.
        facts: its bands.
        grids: pixel grid of each zone, around its tiles.
        codes: EPSG code of each zone's coordinate system, as Earth Engine takes it.
        resampling: NEAREST, BILINEAR, BICUBIC or AVERAGE.
        may_be_empty: whether tiles without a valid pixel are as good as others, as of labels.
    """

    reads_grids = True

    def __init__(
        self,
        client: EarthEngine,
        image: EarthImage,
        facts: BandFacts,
        grids: Sequence[TargetGrid],
        codes: Sequence[str],
        resampling: str = NEAREST,
        may_be_empty: bool = False,
    ) -> None:
        self._client, self._image, self._facts = client, image, facts
        self._resampling, self._may_be_empty = resampling, may_be_empty
        self._codes = {grid.crs_wkt: code for grid, code in zip(grids, codes)}
        self.expression = serialize(client, self._prepared(None))
        self.sha256 = hashlib.sha256(self.expression.encode()).hexdigest()
        self._one = self._prepared(None) if image.is_one else None
        self.infos = [zone_info(image, facts, grid, self.sha256) for grid in grids]
        self.info = self.infos[0]
        self._parts = [_Zone(self, info) for info in self.infos]
        self._store: AnswerStore | None = None

    @property
    def facts(self) -> BandFacts:
        """Names and types of the bands."""
        return self._facts

    def keep_answers(self, store: AnswerStore, tiles: TileGrids) -> None:
        """Ask for no pixels twice, though a fit of the scaling reads them before the export does.

        Args:
            store: where they are kept.
            tiles: the grids that will be asked for.
        """
        self._store = store
        parts = tiles.places.parts
        for number, index in each_part(parts, len(tiles.targets)):
            # Tiles off the zone's pixels are no help to who reads these.
            aligned = index[tiles.places.is_on_grid()[index]]
            windows = tiles.places.windows[aligned]
            self._parts[number].set_tiles(windows, [tiles.targets[k] for k in aligned.tolist()])

    def _prepared(self, bounds: Bounds | None) -> Any:
        """The image with the band that tells which pixels are valid."""
        ee = self._client.ee
        image = self._image.at(ee, bounds, self._resampling)
        return image.addBands(image.mask().reduce(ee.Reducer.min()).gt(0).rename(VALID))

    def fingerprint(self) -> str | None:
        """See RasterSource.fingerprint."""
        return f"{self.sha256} {self._resampling}"

    def part(self, number: int) -> RasterSource:
        """The image on the grid of a zone."""
        return self._parts[number]

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read."""
        return self.part(0).read(window)

    def read_overview(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read_overview."""
        return self.part(0).read_overview(width, height)

    def read_grid(self, target: TargetGrid) -> tuple[np.ndarray, np.ndarray]:
        """Values and valid pixels on a grid in the coordinate system of a zone; see read.

        Raises:
            TileEmptyError: the image has no valid pixel there.
            TileRefusedError: Earth Engine does not give them.
            EarthEngineError: nor would it give any others.
        """
        values, valid = self._read_or_recall(target)
        if not (self._may_be_empty or valid.any()):
            raise TileEmptyError("{name}", name=self._image.name)
        if values.dtype.kind == "f" and not valid.all():
            values[:, ~valid] = np.nan
        return values, valid

    def _answer(
        self, asked: dict[str, Any], shape: tuple[int, int], names: list[str]
    ) -> np.ndarray:
        """The table of pixels; answers that are none are asked for again, as lost ones are."""
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                table = self._client.call(lambda: self._client.ee.data.computePixels(asked))
                if table.shape == shape and table.dtype.names == tuple(names):
                    return table
                raise BadAnswerError("Earth Engine has answered with other pixels than asked for")
            except BadAnswerError:
                if attempt == _ATTEMPTS:
                    raise
        raise AssertionError

    def close(self) -> None:
        """See RasterSource.close: nothing stays open."""
        return

    def _read_or_recall(self, target: TargetGrid) -> tuple[np.ndarray, np.ndarray]:
        if self._store is None:
            return self._read(target)
        place = (self.fingerprint(), self._codes[target.crs_wkt], *target.transform)
        words = repr((*place, target.width, target.height))
        name = hashlib.sha256(words.encode()).hexdigest()[:32]
        kept = self._store.get(name)
        if kept is None:
            kept = self._read(target)
            self._store.put(name, *kept)
        return kept

    def _read(self, target: TargetGrid) -> tuple[np.ndarray, np.ndarray]:
        image = self._one if self._one is not None else self._prepared(bounds_in_degrees(target))
        try:
            return read_in_requests(
                target,
                self._facts.item_bytes,
                self._facts.dtype,
                lambda grid, bands: self._ask(image, grid, bands),
            )
        except NoImageError:
            shape = (target.height, target.width)
            values = np.zeros((len(self._facts.names), *shape), self._facts.dtype)
            return values, np.zeros(shape, dtype=bool)

    def _ask(
        self, image: Any, grid: TargetGrid, bands: tuple[int, ...]
    ) -> tuple[np.ndarray, np.ndarray]:
        a, b, c, d, e, f = grid.transform
        names = [self._facts.names[k] for k in bands]
        asked = {
            "expression": image,
            "fileFormat": "NUMPY_NDARRAY",
            "bandIds": [*names, VALID],
            "grid": {
                "dimensions": {"width": grid.width, "height": grid.height},
                "affineTransform": {
                    "scaleX": a,
                    "shearX": b,
                    "translateX": c,
                    "shearY": d,
                    "scaleY": e,
                    "translateY": f,
                },
                "crsCode": self._codes[grid.crs_wkt],
            },
        }
        table = self._answer(asked, (grid.height, grid.width), [*names, VALID])
        values = np.stack([np.asarray(table[name]) for name in names])
        if values.dtype != self._facts.dtype:
            values = values.astype(self._facts.dtype)
        return values, table[VALID] > 0


class _Zone(RasterSource):
    """The image on the grid of one zone."""

    reads_grids = True

    def __init__(self, whole: EarthEngineSource, info: RasterInfo) -> None:
        self._whole, self.info = whole, info
        self._windows, self._targets = np.zeros((0, 4), np.int64), list[TargetGrid]()

    def set_tiles(self, windows: np.ndarray, targets: list[TargetGrid]) -> None:
        """Tiles of which windows that are read are put together."""
        self._windows, self._targets = windows, targets

    def fingerprint(self) -> str | None:
        return self._whole.fingerprint()

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        left, top, width, height = (int(v) for v in window)
        corners = self._windows - (left, top, 0, 0)
        ends = corners[:, :2] + corners[:, 2:]
        inside = (corners[:, :2] >= 0).all(axis=1) & (ends <= (width, height)).all(axis=1)
        index = np.flatnonzero(inside).tolist()
        if not index:
            return self.read_grid(grid_of(self.info).window(window))
        values = np.zeros((len(self.info.bands), height, width), dtype=self.info.dtype)
        valid = np.zeros((height, width), dtype=bool)
        refused: TileRefusedError | None = None
        for k in index:
            x, y, columns, rows = corners[k].tolist()
            part = np.s_[y : y + rows, x : x + columns]
            try:
                values[(slice(None), *part)], valid[part] = self.read_grid(self._targets[k])
            except TileEmptyError:
                continue
            except TileRefusedError as error:
                refused = error
        if refused is not None:
            raise refused
        return values, valid

    def read_grid(self, target: TargetGrid) -> tuple[np.ndarray, np.ndarray]:
        return self._whole.read_grid(target)

    def close(self) -> None:
        return

    def read_overview(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        outline = grid_of(self.info).outline()
        return self.read_grid(TargetGrid.over_corners(outline, width, height, self.info.crs_wkt))


def serialize(client: EarthEngine, image: Any) -> str:
    """The expression of an image as JSON, the same text for the same expression."""
    return json.dumps(client.ee.serializer.encode(image), sort_keys=True)
