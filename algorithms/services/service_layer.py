"""A layer of a service among several rasters, before it is known what of it is wanted."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from qgis.core import QgsRasterLayer

from ...core.errors import RasterError
from ...core.files.dates import read_date
from ...core.raster.compare import BandTags
from ...core.raster.source import RasterSource
from ..base.describe_parameters import clean_source
from ..base.values import Values
from ..rasters.source import RasterInput
from .service_input import ServiceInput, read_service
from .together import Together
from .wanted import find_wanted


@dataclass(frozen=True)
class ServiceLayer(RasterInput):
    """What stands for a layer until it is asked.

    Attributes:
        layer: of the project, for the main thread alone.
    """

    layer: QgsRasterLayer | None = field(default=None, repr=False, compare=False)

    @classmethod
    def of(cls, layer: QgsRasterLayer) -> ServiceLayer:
        """That of a layer; only in the main thread."""
        path = clean_source(layer.providerType(), layer.source())
        return cls(path, layer.name(), layer.crs(), False, layer=layer)

    @property
    def date(self) -> datetime.date | None:
        """The day that the user has set for the layer, else that in its name."""
        temporal = self.layer.temporalProperties()
        if temporal is not None and temporal.isActive():
            begin = temporal.fixedTemporalRange().begin()
            if begin.isValid():
                return begin.date().toPyDate()
        return read_date(self.layer.name())

    def ask(self, values: Values, scene: str, together: Together) -> ServiceInput:
        """What the engine needs of it; only in the main thread.

        Args:
            values: of the algorithm.
            scene: what the layer is called among the others.
            together: what it shares with them.

        Raises:
            RasterError: as read_service does.
            NothingNearError: it has nothing where tiles or the area lie.
        """
        wanted = find_wanted(values, self.layer, scene)
        return read_service(values, self.layer, wanted, together)

    def open(
        self,
        bands: str | None = None,
        nodata: float | None = None,
        keep_alpha: bool = False,
        like: Sequence[BandTags] | None = None,
    ) -> RasterSource:
        """Nothing: who reads pixels asks first.

        Raises:
            RasterError: where a file is meant.
        """
        raise RasterError(
            "{name} is a layer of a service, which is asked for the pixels of tiles alone; save "
            "it as a GeoTIFF first (right-click the layer, Export).",
            name=self.name,
        )
