"""Parameters of indices that are computed of a raster's bands, and opening rasters with them."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsProcessingParameterString

from ...core.indices.meanings import MEANINGS, parse_meanings
from ...core.indices.request import IndexRequest, open_with_indices, parse_indices, parse_scale
from ...core.indices.source import IndexSource
from ...core.indices.table import INDICES as KNOWN
from ...core.raster.source import RasterSource
from ..base.algorithm import TilewrightAlgorithm
from ..base.values import Values
from ..base.words import tr
from .item_input import ItemInput
from .source import RasterInput

INDICES = "INDICES"
BAND_MEANINGS = "BAND_MEANINGS"
REFLECTANCE = "REFLECTANCE"


def add_index_parameters(alg: TilewrightAlgorithm) -> None:
    """Indices as further bands, and what they are computed of."""
    alg.add(
        QgsProcessingParameterString(INDICES, tr("Indices as further bands"), optional=True),
        "Names of indices that are computed of the bands and stand behind them, such as NDVI,NDWI. "
        "Pixels where one cannot be computed have no value there. Known: " + ", ".join(KNOWN) + ". "
        "Texture: the name of one of them, or what a band means, with _MEAN or _SD and an odd "
        "number, such as NDVI_SD5 or NIR_MEAN3: the mean or the standard deviation of so many by "
        "so many pixels around each.",
    )
    add_band_meanings(alg)


def add_band_meanings(alg: TilewrightAlgorithm) -> None:
    """What bands are, where nothing else tells, and what makes reflectances of their numbers."""
    alg.add(
        QgsProcessingParameterString(BAND_MEANINGS, tr("What the bands are"), optional=True),
        "For indices: the numbers of bands and what they mean, such as 1=blue,2=green,3=red,4=nir. "
        "Empty: what names, wavelengths and numbers of Sentinel-2 and Landsat tell. Meanings: "
        + ", ".join(MEANINGS)
        + ".",
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterString(REFLECTANCE, tr("Scale of reflectances"), optional=True),
        "For indices: the factor that makes reflectances from 0 to 1 of stored numbers, and what "
        "is added then: 0.0001,-0.1 for Sentinel-2 since processing baseline 04.00, 0.0001 before, "
        "0.0000275,-0.2 for Landsat Collection 2. Empty: the raster's own scale and offset, and "
        "without these the numbers as they are: decimals are taken for reflectances, and whole "
        "numbers do for indices that are mere ratios.",
        advanced=True,
    )


def read_index_request(values: Values, names: Sequence[str] | None = None) -> IndexRequest:
    """What the parameters ask for.

    Args:
        values: of the algorithm.
        names: of the indices, where no parameter names them.

    Raises:
        ParameterError: a text cannot be understood.
    """
    if not values.has(BAND_MEANINGS):
        return IndexRequest(())
    if names is None:
        names = parse_indices(values.text(INDICES))
    meanings = parse_meanings(values.text(BAND_MEANINGS))
    return IndexRequest(tuple(names), meanings, parse_scale(values.text(REFLECTANCE)))


def open_indexed(
    raster: RasterInput | ItemInput,
    bands: str,
    nodata: float | None,
    request: IndexRequest,
    keep_alpha: bool = False,
) -> RasterSource:
    """A raster with the indices that are asked for, if any; see open_with_indices.

    Args:
        raster: or what is used as one.
        bands: numbers of those that stand before the indices, such as ``3,2,1``; empty for all.
        nodata: see FileRasterSource.
        request: the indices.
        keep_alpha: see FileRasterSource.
    """
    return open_with_indices(
        lambda own: raster.open(own, nodata, keep_alpha),
        bands,
        request,
        names=names_of_all(raster),
    )


def names_of_all(raster: object) -> str:
    """All bands of a raster whose bands are listed by name, as products' are; else empty."""
    return getattr(raster, "all_bands", "")


def log_indices(source: RasterSource, values: Values) -> None:
    """Say of which bands indices are computed."""
    if isinstance(source, IndexSource):
        values.info(source.tell())
