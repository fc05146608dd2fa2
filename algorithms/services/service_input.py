"""Layers of services as rasters named by the user."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from qgis.core import QgsRasterDataProvider, QgsRasterLayer
from qgis.PyQt.QtCore import QUrl, QUrlQuery

from ...core.errors import NothingNearError
from ...core.raster.compare import BandTags
from ...core.raster.info import RasterInfo, choose_bands, unnamed_band
from ...core.raster.source import RasterSource
from ...core.run.opened import remember_opened
from ...core.services.answers import AnswerStore
from ...core.services.lattice import Bounds, Box, TilePixels
from ...core.services.patience import PatientAsker
from ...core.services.source import ServiceSource
from ..base.describe_parameters import clean_source
from ..base.values import Values
from ..rasters.nodata_settings import read_nodata_settings
from ..rasters.source import RasterInput
from .find_delivery import COLORS, find_delivery, find_nodatas
from .pixels import PixelPlan, plan_pixels
from .provider_asker import Delivery, ProviderAsker
from .service_parameters import USUAL_TIMEOUT, read_timeout
from .tile_asker import TileAsker
from .together import Together

_DECODED = QUrl.ComponentFormattingOption.FullyDecoded


@dataclass(frozen=True)
class Wanted:
    """What is wanted of a service.

    Attributes:
        metres: width and height of a pixel on the ground, or None.
        bounds: the ground, in the layer's coordinate system; None for all.
        asked: name of the parameter that says how large pixels are.
        step: columns and rows of which the pixels begin and end at a multiple.
        pad: pixels around the ground.
        tile: one of the tiles that are wanted, where they have the layer's coordinate system.
        finer: how many pixels are asked for in the width of one, of a service that draws any.
    """

    metres: float | None
    bounds: Bounds | None
    asked: str
    step: tuple[int, int] = (1, 1)
    pad: int = 0
    tile: TilePixels | None = None
    finer: int = 1


@dataclass(frozen=True)
class ServiceInput(RasterInput):
    """What is taken from a layer of a service in the main thread.

    Attributes:
        plan: its pixels.
        box: those that are needed.
        asker: asks for them.
        store: keeps what is answered.
        delivery: how they come.
        facts: what dataset.json says of the service.
        nodatas: of each band.
        most: requests of a run, above which it is refused.
        sent: ground that was asked for; see ProviderAsker.
    """

    plan: PixelPlan | None = None
    box: Box | None = None
    asker: PatientAsker | None = None
    store: AnswerStore = field(default_factory=AnswerStore)
    delivery: Delivery | None = None
    facts: dict = field(default_factory=dict)
    nodatas: tuple[float | None, ...] = ()
    most: int = 0
    sent: Collection[Bounds] = ()

    def open(
        self,
        bands: str | None = None,
        nodata: float | None = None,
        keep_alpha: bool = False,
        like: Sequence[BandTags] | None = None,
    ) -> RasterSource:
        """The pixels for the engine; see ServiceSource."""
        chosen = choose_bands(bands, self._count, set(), self.name)
        source = ServiceSource(
            self._describe(chosen),
            self.plan.lattice,
            self.box,
            self.asker,
            self.store,
            self.plan.cell,
            self.plan.most,
            self.delivery.is_colored,
        )
        source.nodata = nodata
        return source

    @property
    def _count(self) -> int:
        return len(COLORS) if self.delivery.is_colored else self.delivery.bands

    def describe(self) -> RasterInfo:
        """The pixels that are needed, all bands; asks for none."""
        return self._describe(tuple(range(1, self._count + 1)))

    def _describe(self, bands: tuple[int, ...]) -> RasterInfo:
        names = COLORS
        colors = COLORS
        if not self.delivery.is_colored:
            names = tuple(unnamed_band(k + 1) for k in range(self._count))
            colors = ("gray",) * self._count
        cell = self.plan.cell
        wkt = self.crs.toWkt(type(self.crs).WktVariant.WKT_PREFERRED)
        return RasterInfo(
            path=self.path,
            name=self.name,
            width=self.box.width,
            height=self.box.height,
            transform=self.plan.lattice.transform(self.box),
            crs_wkt=wkt,
            band_count=self._count,
            bands=bands,
            dtype=self.delivery.dtype,
            descriptions=tuple(names[k - 1] for k in bands),
            color_names=tuple(colors[k - 1] for k in bands),
            nodatas=tuple(self.nodatas[k - 1] for k in bands),
            more_nodata=((),) * len(bands),
            alpha_band=0,
            has_mask_file=False,
            mask_band=0,
            is_mixed=False,
            scales=(1.0,) * len(bands),
            offsets=(0.0,) * len(bands),
            colormap=None,
            block_shape=(cell[1], cell[0]),
            settings=self.settings,
        )


def is_service(layer: QgsRasterLayer) -> bool:
    """Whether a layer is not one that GDAL reads."""
    return layer.providerType() != "gdal"


def has_many_sizes(layer: QgsRasterLayer) -> bool:
    """Whether a layer is one of a service that has no pixels of its own, or of many sizes."""
    provider = layer.dataProvider()
    return is_service(layer) and (bool(provider.nativeResolutions()) or provider.xSize() <= 0)


def look_at_service(layer: QgsRasterLayer, wanted: Wanted) -> RasterInfo:
    """The pixels of a service that are wanted; asks for none. Only in the main thread.

    Raises:
        RasterError: as read_service does.
    """
    plan, box = place_service(layer, wanted)
    delivery = find_delivery(layer.dataProvider(), layer.name(), plan.is_tiled, USUAL_TIMEOUT)
    found = ServiceInput(
        clean_source(layer.providerType(), layer.source()),
        layer.name(),
        layer.crs(),
        False,
        read_nodata_settings(layer.dataProvider()),
        plan,
        box,
        delivery=delivery,
        nodatas=find_nodatas(layer.dataProvider(), delivery),
    )
    return found.describe()


def read_service(
    values: Values, layer: QgsRasterLayer, wanted: Wanted, together: Together | None = None
) -> ServiceInput:
    """What the engine needs of a layer of a service; only in the main thread.

    Args:
        values: of the algorithm.
        layer: the layer.
        wanted: what is wanted of it.
        together: what it shares with other services of the run; None where it is alone.

    Raises:
        RasterError: it sends pixels of a kind that nobody can use, or has many sizes of them and
            none is wanted.
    """
    provider = layer.dataProvider()
    plan, box = place_service(layer, wanted)
    delivery = find_delivery(provider, layer.name(), plan.is_tiled, read_timeout(values))
    together = together or Together.of_run(values)
    manners = together.manners
    asker: ProviderAsker | TileAsker
    if TileAsker.takes(provider.dataSourceUri(), plan.lattice):
        source = provider.dataSourceUri()
        asker = TileAsker(source, plan.lattice, delivery.stall, manners.requests)
    else:
        asker = ProviderAsker(provider, delivery, manners.requests)
    is_cancelled = values.feedback.isCanceled
    values.info("{told}", told=plan.told)
    if plan.warning is not None:
        values.warn(plan.warning)
    found = ServiceInput(
        clean_source(layer.providerType(), layer.source()),
        layer.name(),
        layer.crs(),
        False,
        read_nodata_settings(provider),
        plan,
        box,
        PatientAsker(asker, manners, is_cancelled, values.info, together.turns, _host_of(layer)),
        together.store,
        delivery,
        _describe_service(layer, plan),
        find_nodatas(provider, delivery),
        manners.most,
        asker.sent,
    )
    remember_opened(found.asker)
    return found


def place_service(layer: QgsRasterLayer, wanted: Wanted) -> tuple[PixelPlan, Box]:
    """The pixels of a service, and those of them that are needed; asks for none.

    Raises:
        RasterError: it has pixels of many sizes and none is wanted.
        NothingNearError: it has none where they are wanted.
    """
    provider = layer.dataProvider()
    place = wanted.bounds or _limits(provider)
    plan = plan_pixels(
        provider,
        layer.crs(),
        layer.name(),
        wanted.metres,
        place,
        wanted.asked,
        wanted.tile,
        wanted.finer,
    )
    limits = plan.lattice.snap(plan.limits)
    if wanted.bounds is None:
        return plan, limits
    box = plan.lattice.snap(wanted.bounds, wanted.step, wanted.pad).within(limits)
    if box.width <= 0 or box.height <= 0:
        raise NothingNearError(
            "{name} has nothing where the tiles or the area of interest lie; check the "
            "coordinate systems.",
            name=layer.name(),
        )
    return plan, box


def _limits(provider: QgsRasterDataProvider) -> Bounds:
    box = provider.extent()
    return box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()


def _host_of(layer: QgsRasterLayer) -> str:
    address = QUrl(QUrlQuery(layer.source()).queryItemValue("url", _DECODED))
    return address.host() or layer.source()


def _describe_service(layer: QgsRasterLayer, plan: PixelPlan) -> dict:
    """What dataset.json says of a service: who provides it, and on what terms."""
    metadata = layer.metadata()
    terms = [item.name + ": " + item.constraint for item in _constraints(metadata)]
    facts = {
        "provider": layer.providerType(),
        "pixel_size": [plan.lattice.across, plan.lattice.down],
        "zoom": plan.lattice.level,
        "attribution": layer.attribution(),
        "attribution_url": layer.attributionUrl(),
        "rights": list(metadata.rights()),
        "licenses": list(metadata.licenses()),
        "constraints": terms,
    }
    return {name: fact for name, fact in facts.items() if fact not in (None, "", [])}


def _constraints(metadata: object) -> list:
    return list(metadata.constraints())
