"""Class rasters as the user sees them: codes, names and colours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsProcessingParameterBand, QgsProcessingParameterRasterLayer

from ...core.assess.codes import NO_CLASS, shortest_code
from ...core.assess.tally import MOST_CLASSES, MapClasses, tally_classes
from ...core.classes.colors import Color, class_colors
from ...core.classes.renaming import ClassMap, parse_class_map
from ...core.errors import RasterError
from ...core.geodesy.pixel_areas import PixelAreas
from ...core.message import Parameter, counted, list_names
from ...core.raster.info import RasterInfo
from ...core.raster.source import RasterSource
from ...core.run.batches import run_aside
from ..base.algorithm import TilewrightAlgorithm
from ..base.values import Values
from ..base.words import tr
from ..inputs.class_names import read_class_names, read_code_colors, styled_layer
from ..rasters.source import RasterInput, input_of_layer, log_bands, raster_layer

RASTER = "RASTER"
BAND = "BAND"
CLASS_MAP = "CLASS_MAP"


def add_class_raster(
    alg: TilewrightAlgorithm,
    name: str,
    band: str,
    labels: tuple[str, str],
    help_text: str,
    is_optional: bool = False,
) -> None:
    """A class raster and its band.

    Args:
        alg: gets the parameters.
        name: of the raster's.
        band: of the band's.
        labels: of both.
        help_text: of the raster's.
        is_optional: whether it may be left out.
    """
    alg.add(QgsProcessingParameterRasterLayer(name, tr(labels[0]), optional=is_optional), help_text)
    alg.add(
        QgsProcessingParameterBand(band, tr(labels[1]), 1, name, optional=True),
        "The band with the codes.",
        advanced=True,
    )


@dataclass(frozen=True)
class ClassRaster:
    """A class raster as it is taken from a layer in the main thread.

    Attributes:
        raster: where its pixels are.
        band: the one with the codes.
        names: by code, as far as they have any.
        colors: by code, as far as its style tells.
    """

    raster: RasterInput
    band: int
    names: dict[str, str]
    colors: Mapping[str, Color]

    def open(self, values: Values) -> RasterSource:
        """The band for the engine; what was decided about it is logged."""
        source = self.raster.open(str(self.band))
        log_bands([source.info], values)
        return source


def read_class_raster(values: Values, name: str, band: str) -> ClassRaster:
    """The class raster of a parameter; only in the main thread.

    Raises:
        RasterError: it has no such band.
    """
    layer = raster_layer(values, name)
    number = values.integer(band)
    source = input_of_layer(layer)
    if not 1 <= number <= layer.bandCount():
        raise RasterError(
            counted(
                layer.bandCount(),
                "{parameter} asks for band {band}, but {name} has {count} band; choose from 1 to "
                "{count}.",
                "{parameter} asks for band {band}, but {name} has {count} bands; choose from 1 to "
                "{count}.",
                parameter=Parameter(values.name(band)),
                band=number,
                name=Path(source.path).name,
            )
        )
    # A styled copy of the layer does not keep what was set for its nodata values.
    styled = styled_layer(layer, values.context)
    return ClassRaster(
        source,
        number,
        read_class_names(styled, number),
        read_code_colors(styled, number),
    )


@dataclass(frozen=True)
class TalliedMap:
    """A map's classes with their ground, and what finds them by name.

    Attributes:
        classes: with those that only its legend or CLASS_MAP names.
        class_map: by which its codes are named.
        areas: of its pixels.
        info: of the raster.
        colors: by number of the class.
    """

    classes: MapClasses
    class_map: ClassMap
    areas: PixelAreas
    info: RasterInfo
    colors: Sequence[Color]

    def number_of(self, label: str, _code: str = "") -> int:
        """The number of a class by the map's name, the raster's own name, or a code."""
        number = self.classes.number(label)
        if number != NO_CLASS:
            return number
        for code, name in self.class_map.known.items():
            if name == label:
                renamed = self.class_map.name(code)
                return NO_CLASS if renamed is None else self.classes.number(renamed)
        return NO_CLASS

    def require(self, label: str, where: str) -> int:
        """The same of a class that there has to be.

        Raises:
            LayerError: there is none of that name.
        """
        number = self.number_of(label)
        return self.classes.require(label, where) if number == NO_CLASS else number


def tally_map(
    values: Values,
    raster: ClassRaster,
    progress: Callable[[float], None],
    class_map: ClassMap | None = None,
    most: int = MOST_CLASSES,
) -> TalliedMap:
    """Count the pixels of a map.

    Args:
        values: of the algorithm.
        raster: the map.
        progress: called with the fraction done.
        class_map: names of its codes; None for those that the user gave and its own.
        most: classes that it may have.

    Raises:
        RasterError: it is no map of classes.
    """
    if class_map is None:
        class_map = parse_class_map(values.text(CLASS_MAP), raster.names)
    is_cancelled = values.feedback.isCanceled
    with closing(raster.open(values)) as source:
        info = source.info
        areas = run_aside(
            lambda: PixelAreas(info.transform, info.width, info.height, info.crs_wkt), is_cancelled
        )
        found = tally_classes(source, class_map, areas, progress, is_cancelled, most=most)
    unmatched = [key for key in class_map.keys if key not in class_map.matched]
    # A name for a code that is nowhere makes a class that only the reference has.
    shown = {class_map.name(code) for code in class_map.known} | class_map.declared
    classes = found.with_classes(sorted(name for name in shown if name is not None))
    if unmatched:
        values.info(
            "No pixel of {raster} has {codes}, which {CLASS_MAP} names.",
            raster=raster.raster.name,
            codes=list_names(unmatched),
        )
    return TalliedMap(classes, class_map, areas, info, _colors(raster, classes, info.dtype))


def _colors(raster: ClassRaster, classes: MapClasses, dtype: str) -> list[Color]:
    """Those of the raster's style, else others that can be told apart."""
    colors = {shortest_code(code, dtype): color for code, color in raster.colors.items()}
    own = {}
    for name, codes in zip(classes.names, classes.codes):
        # Ranges are no codes.
        plain = codes if all(map(_is_number, codes)) else ()
        styled = [colors[c] for c in (shortest_code(code, dtype) for code in plain) if c in colors]
        if styled:
            own[name] = styled[0]
    chosen = class_colors(classes.names, own)
    return [chosen[name] for name in classes.names]


def _is_number(code: str) -> bool:
    try:
        float(code)
    except ValueError:
        return False
    return True


def log_classes(values: Values, classes: MapClasses, areas: PixelAreas) -> None:
    """The map's classes and how much of it each is."""
    total = float(classes.areas.sum())
    width = max(len(tr("class")), *(len(name) for name in classes.names))
    unit = tr("ha") if areas.is_known else tr("pixels")
    values.row(f"{tr('class'):<{width}}  {unit:>14}")
    for name, area in zip(classes.names, classes.areas.tolist()):
        shown = area / 10_000 if areas.is_known else area
        values.row(f"{name:<{width}}  {shown:>14.2f}  {100 * area / total:5.1f} %")
