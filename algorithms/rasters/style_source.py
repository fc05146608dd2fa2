"""Rasters as their layer's style shows them."""

from __future__ import annotations

import queue
from abc import abstractmethod
from collections.abc import Sequence
from contextlib import suppress

import numpy as np
from qgis.core import (
    Qgis,
    QgsMapLayer,
    QgsRasterBlockFeedback,
    QgsRasterLayer,
    QgsRasterPipe,
    QgsRectangle,
)

from ...core.errors import ExportError, RasterError
from ...core.message import Message
from ...core.raster.gdal_errors import gist
from ...core.raster.gdal_errors_by_osgeo import heard_by_osgeo
from ...core.raster.info import RasterInfo
from ...core.raster.source import RasterSource
from ...core.raster.unchanged import NotedFiles
from ...core.resampling.grid import grid_of
from ...core.run.opened import remember_opened
from ..base.values import Values
from .fingerprint_style import export_style, fingerprint_style
from .stretched_bands import StretchedBands, stretched_bands

# Pixels along the side of samples that are compared with QGIS's own drawing.
_SAMPLE = 128


class DrawnSource(RasterSource):
    """Renders windows with pipes of QGIS: red, green and blue of 8 bits.

    What the style leaves wholly transparent is invalid; half transparent pixels are laid over
    black.

    Args:
        info: of the raster.
    """

    def __init__(self, info: RasterInfo) -> None:
        self._grid = grid_of(info)
        place = self._grid.affine
        if place.b or place.d:
            raise ExportError(
                "{name} is rotated, and a style can only be drawn on rasters whose rows run "
                "east-west; choose another {SCALING}.",
                name=info.name,
            )
        self._files = NotedFiles([info.path])
        self.info = info.as_colors()

    @abstractmethod
    def take_pipe(self) -> QgsRasterPipe:
        """A pipe for the calling thread alone, until it gives it back."""

    @abstractmethod
    def give_back(self, pipe: QgsRasterPipe) -> None:
        """Let others have a pipe."""

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read."""
        return self._draw(window, int(window[2]), int(window[3]))

    def read_overview(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read_overview."""
        return self._draw((0, 0, self.info.width, self.info.height), width, height)

    def _draw(
        self, window: Sequence[int], width: int, height: int
    ) -> tuple[np.ndarray, np.ndarray]:
        col, row, columns, rows = (int(v) for v in window)
        ends = self._grid.coordinates(np.array([col, col + columns]), np.array([row, row + rows]))
        extent = QgsRectangle(*ends.ravel().tolist())
        pipe = self.take_pipe()
        try:
            feedback = QgsRasterBlockFeedback()
            with heard_by_osgeo() as heard:
                block = pipe.last().block(1, extent, width, height, feedback)
            # Of threads of GDAL's own QGIS knows only that they failed.
            is_lost = bool(heard or feedback.errors())
        finally:
            self.give_back(pipe)
        self._files.check()
        if is_lost or block is None or not block.isValid():
            raise RasterError(
                "{name} cannot be drawn at column {col}, row {row}: {reason}.",
                name=self.info.name,
                col=col,
                row=row,
                reason=gist(heard) or Message("it cannot be decoded"),
            )
        if block.dataType() == Qgis.DataType.ARGB32:
            block.convert(Qgis.DataType.ARGB32_Premultiplied)
        # Each pixel is one number in the machine's order, 0xAARRGGBB.
        pixels = np.frombuffer(block.data(), dtype=np.uint32).reshape(height, width)
        # QGIS draws with north up and west left, whatever the raster does.
        place = self._grid.affine
        pixels = pixels[:: -1 if place.e > 0 else 1, :: -1 if place.a < 0 else 1]
        values = np.stack([(pixels >> shift).astype(np.uint8) for shift in (16, 8, 0)])
        return values, (pixels >> 24) > 0


class StyleSource(DrawnSource):
    """Renders with copies of a layer's pipe. Make it in the main thread.

    Args:
        layer: the layer with the style the user sees.
        info: of the same raster.
        workers: how many threads will read at once; each gets a pipe of its own.
    """

    def __init__(self, layer: QgsRasterLayer, info: RasterInfo, workers: int) -> None:
        super().__init__(info)
        self._pipes = queue.Queue()
        remember_opened(self)
        for _ in range(workers):
            self._pipes.put(_copy_pipe(layer.pipe()))
        self._fingerprint = fingerprint_style(export_style(layer))
        self._stretched = stretched_bands(layer, info)
        if self._stretched is not None and not self._is_drawn_alike(self._stretched):
            self._stretched.close()
            self._stretched = None

    def fingerprint(self) -> str | None:
        """The style, as a hash."""
        return self._fingerprint

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read."""
        if self._stretched is not None:
            # What cannot be read is QGIS's to tell.
            with suppress(RasterError):
                return self._stretched.read(window)
        return super().read(window)

    def _is_drawn_alike(self, stretched: StretchedBands) -> bool:
        """Whether samples from all over the raster look as QGIS draws them."""
        width, height = self.info.width, self.info.height
        columns, rows = min(_SAMPLE, width), min(_SAMPLE, height)
        with suppress(RasterError):
            for part in (0.0, 0.5, 1.0):
                window = (int(part * (width - columns)), int(part * (height - rows)), columns, rows)
                found, drawn = stretched.read(window), super().read(window)
                if not all(map(np.array_equal, found, drawn)):
                    return False
            return True
        return False

    def take_pipe(self) -> QgsRasterPipe:
        """See DrawnSource.take_pipe."""
        return self._pipes.get()

    def give_back(self, pipe: QgsRasterPipe) -> None:
        """See DrawnSource.give_back."""
        self._pipes.put(pipe)

    def close(self) -> None:
        """See RasterSource.close."""
        while not self._pipes.empty():
            self._pipes.get()
        if self._stretched is not None:
            self._stretched.close()


def _copy_pipe(pipe: QgsRasterPipe) -> QgsRasterPipe:
    # Python has no copy constructor of pipes.
    copy = QgsRasterPipe()
    for k in range(pipe.size()):
        copy.set(pipe.at(k).clone())
    return copy


def open_style(layer: QgsRasterLayer, values: Values) -> tuple[QgsRasterLayer, bool]:
    """The layer of RASTER as it is to be drawn, and whether QGIS's default style is all it has.

    Only in the main thread.

    Raises:
        ExportError: the style file is none for this raster.
    """
    path = values.file("STYLE_FILE")
    if path:
        styled = layer.clone()
        load_style(styled, path)
        return styled, False
    project = values.context.project()
    is_in_project = project is not None and project.mapLayer(layer.id()) is not None
    if is_in_project or isinstance(values.raw("RASTER"), QgsMapLayer):
        return layer, False
    # Processing opens files without the style that QGIS would load beside them.
    _, has_style = layer.loadDefaultStyle()
    return layer, not has_style


def load_style(layer: QgsRasterLayer, path: str) -> None:
    """Give a layer the style of a .qml file.

    Raises:
        ExportError: the file is not a style for this raster.
    """
    message, is_loaded = layer.loadNamedStyle(path)
    if not is_loaded or layer.renderer() is None:
        raise ExportError(
            "{STYLE_FILE} {path} cannot be used for {name}: {reason}",
            path=path,
            name=layer.name(),
            reason=message or Message("it is not a raster style"),
        )
