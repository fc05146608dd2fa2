"""A scene as it is taken from the parameters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qgis.core import QgsCoordinateReferenceSystem

from ...core.append.scenes import EarlierScenes
from ...core.imagery.scenes import RASTER_EXTENSIONS
from ...core.raster.compare import BandTags
from ...core.raster.info import RasterInfo
from ...core.raster.nodata import NodataSettings
from ...core.raster.source import RasterSource
from ...core.scenes.products import open_product_bands
from ...core.sentinel2.product import Sentinel2Product
from ..base.values import Values
from ..rasters.item_input import ItemInput
from ..rasters.source import RasterInput


@dataclass(frozen=True)
class ProductInput:
    """A Sentinel-2 product, taken in the main thread; used as a RasterInput is.

    Attributes:
        product: what is read, as reflectances.
        crs: its coordinate system.
    """

    product: Sentinel2Product
    crs: QgsCoordinateReferenceSystem
    is_crs_set = False
    settings = NodataSettings()

    @property
    def path(self) -> str:
        """The folder or archive."""
        return self.product.path

    @property
    def all_bands(self) -> str:
        """Names of the bands that it has, of any resolution."""
        return ",".join(self.product.bands)

    @property
    def name(self) -> str:
        """Of the product."""
        return self.product.name

    def open(
        self,
        bands: str | None = None,
        nodata: float | None = None,
        keep_alpha: bool = False,
        like: Sequence[BandTags] | None = None,
    ) -> RasterSource:
        """Its bands for the engine; see open_product_bands. Nodata is NaN, whatever is given."""
        return open_product_bands(self.product, bands or "")


@dataclass(frozen=True)
class SceneInput:
    """One of several rasters; empty where nothing tells.

    Attributes:
        number: its place in the list, from 1.
        name: its own.
        raster: what opens it.
        date: of the image, as ISO has it.
        labels: its own label layer: what QGIS opens, or a layer of the project.
        cloud_mask: its own cloud mask, in the same way.
        nodata: its own nodata value.
        bands: its own bands, in the order of those of the other scenes; see match_scenes.
        attribution: whom to name for it, and its licence.
        own_name: what it is called where the list is not added to a dataset.
        info: what it said of itself when it was found; None of products and items.
    """

    number: int
    name: str
    raster: RasterInput | ProductInput | ItemInput
    date: str = ""
    labels: str = ""
    cloud_mask: str = ""
    nodata: float | None = None
    bands: str = ""
    own_name: str = ""
    attribution: str = ""
    info: RasterInfo | None = field(default=None, repr=False, compare=False)

    @property
    def all_bands(self) -> str:
        """Names of its bands where these are listed so; else empty."""
        return getattr(self.raster, "all_bands", "")

    @property
    def overrides(self) -> dict[str, object]:
        """Values of parameters that are this scene's own, by name."""
        own: dict[str, object] = {}
        if self.labels:
            path = Path(self.labels.partition("|")[0])
            is_raster = path.suffix.lower() in RASTER_EXTENSIONS
            own["LABELS"] = None if is_raster else self.labels
            own["LABEL_RASTER"] = self.labels if is_raster else None
        if self.cloud_mask:
            own["CLOUD_MASK"] = self.cloud_mask
        if self.nodata is not None:
            own["NODATA"] = self.nodata
        return own

    def values(self, values: Values) -> Values:
        """The values of the run as they are for this scene."""
        return values.overridden(self.overrides)

    def open(
        self, bands: str | None = None, nodata: float | None = None, keep_alpha: bool = False
    ) -> RasterSource:
        """The raster for the engine, with the scene's own nodata value if it has one."""
        own = nodata if self.nodata is None else self.nodata
        return self.raster.open(bands, own, keep_alpha)


@dataclass(frozen=True)
class Earlier:
    """What new scenes go on after.

    Attributes:
        scenes: of the dataset.
        crs: of its tiles.
        keeps: whether scenes that it has are taken again, for more tiles of them.
    """

    scenes: EarlierScenes
    crs: QgsCoordinateReferenceSystem
    keeps: bool = False
