"""Files of one image, a band or some bands each, read as one raster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from ..message import Message
from ..raster.info import RasterInfo
from ..raster.source import RasterSource
from ..raster.true_values import float_type, with_gaps
from .align import AUTO, GridReader, common_grid
from .grid import grid_of

_Value = TypeVar("_Value")


class StackedSource(RasterSource):
    """The bands of others as those of one raster, on the finest pixels among them.

    Values are floats, NaN where a band has none of its own. Scales and offsets stay those of the
    bands.

    Args:
        sources: of the same place; closed with it.
        names: of all their bands, in order.
        order: which of these bands are read, 0-based.
        resampling: for coarser ones; see GridReader.

    Raises:
        RasterError: they lie at different places.
    """

    def __init__(
        self,
        sources: Sequence[RasterSource],
        names: Sequence[str],
        order: Sequence[int],
        resampling: str = AUTO,
    ) -> None:
        infos = [source.info for source in sources]
        finest = min(infos, key=lambda info: grid_of(info).pixel_area)
        grid = common_grid(infos, grid_of(finest), "UNION")
        self._readers = [GridReader(source, grid, resampling) for source in sources]
        self._order = list(order)
        self._dtype = np.result_type(*(float_type(info.dtype) for info in infos))

        def of_bands(read: Callable[[RasterInfo], Sequence[_Value]]) -> tuple[_Value, ...]:
            values = [value for info in infos for value in read(info)]
            return tuple(values[k] for k in self._order)

        others = len(infos) - 1
        self.info = replace(
            finest,
            name=Message("{names} and {more} more", names=finest.name, more=others)
            if others
            else finest.name,
            width=grid.width,
            height=grid.height,
            transform=grid.transform,
            band_count=len(names),
            bands=tuple(k + 1 for k in self._order),
            dtype=self._dtype.name,
            descriptions=tuple(names[k] for k in self._order),
            color_names=of_bands(lambda info: info.color_names),
            nodatas=of_bands(lambda info: info.nodatas),
            more_nodata=((),) * len(self._order),
            alpha_band=0,
            has_mask_file=False,
            is_mixed=False,
            scales=of_bands(lambda info: info.scales),
            offsets=of_bands(lambda info: info.offsets),
            colormap=None,
            has_overviews=all(info.has_overviews for info in infos),
            notes=tuple(dict.fromkeys(note for info in infos for note in info.notes)),
        )

    @property
    def can_be_sent(self) -> bool:
        """Whether other processes can read it."""
        return all(reader.source.can_be_sent for reader in self._readers)

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read."""
        return self._stack([reader.read(window) for reader in self._readers])

    def read_overview(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read_overview; of each file over its own extent."""
        return self._stack([r.source.read_overview(width, height) for r in self._readers])

    def _stack(
        self, parts: Sequence[tuple[np.ndarray, np.ndarray]]
    ) -> tuple[np.ndarray, np.ndarray]:
        values = np.concatenate(
            [
                with_gaps(values, valid, reader.source.info).astype(self._dtype, copy=False)
                for (values, valid), reader in zip(parts, self._readers)
            ]
        )[self._order]
        return values, ~np.isnan(values).all(axis=0)

    def close(self) -> None:
        """See RasterSource.close."""
        for reader in self._readers:
            reader.source.close()


def open_stacked(
    makers: Sequence[Callable[[], RasterSource]],
    names: Sequence[str],
    order: Sequence[int],
    resampling: str = AUTO,
) -> RasterSource:
    """Open several rasters as one; see StackedSource."""
    opened = []
    try:
        for make in makers:
            opened.append(make())
        return StackedSource(opened, names, order, resampling)
    except BaseException:
        for source in opened:
            source.close()
        raise
