"""Opening the bands of a series' images, in this process and in others."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..catalog.item import Item
from ..catalog.item_source import Signer, open_item
from ..indices.source import IndexSource
from ..raster.compare import BandTags
from ..raster.nodata import NodataSettings
from ..raster.source import FileRasterSource, RasterSource
from ..raster.true_values import TrueValues, is_scaled
from ..run.batches import never_cancelled
from ..sentinel2.numbers import NumberSource
from ..sentinel2.product import Sentinel2Product
from ..sentinel2.product_source import ProductSource
from ..sentinel2.scale import ReflectanceScale


class BandsOpener(ABC):
    """Opens bands for reading.

    Attributes:
        is_asked: whether a server has them, and opening opens nothing.
    """

    is_asked = False

    @abstractmethod
    def __call__(self) -> RasterSource:
        """They as they are read."""

    @abstractmethod
    def choose(self, index: Sequence[int]) -> BandsOpener:
        """An opener of some of them."""

    def with_tags(self, tags: Sequence[BandTags]) -> BandsOpener:
        """One with other scales, offsets and nodata, where files say what these are."""
        return self


# Two openers are never equal, as two images may be of one file.
@dataclass(frozen=True, eq=False)
class FileBands(BandsOpener):
    """Opens bands of a raster file.

    Attributes:
        path: of the file.
        numbers: of the bands, in their order.
        nodata: a value to treat as nodata besides the tagged one.
        settings: what the user has set for the layer's nodata values.
        like: what counts instead of the file's own tags; empty for these.
    """

    path: str
    numbers: tuple[int, ...]
    nodata: float | None = None
    settings: NodataSettings | None = None
    like: tuple[BandTags, ...] = ()

    def stored(self) -> RasterSource:
        """The bands as they are stored."""
        numbers = ",".join(map(str, self.numbers))
        like = self.like or None
        return FileRasterSource(self.path, numbers, self.nodata, settings=self.settings, like=like)

    def __call__(self) -> RasterSource:
        """The bands as what their numbers stand for."""
        source = self.stored()
        return TrueValues(source) if is_scaled(source.info) else source

    def choose(self, index: Sequence[int]) -> FileBands:
        """See BandsOpener."""
        numbers = tuple(self.numbers[k] for k in index)
        like = tuple(self.like[k] for k in index) if self.like else ()
        return replace(self, numbers=numbers, like=like)

    def with_tags(self, tags: Sequence[BandTags]) -> FileBands:
        """See BandsOpener."""
        return replace(self, like=tuple(tags))


@dataclass(frozen=True, eq=False)
class DecimalBands(BandsOpener):
    """Opens bands as floats, NaN where one has no value of its own.

    Attributes:
        bands: opens them as they are read otherwise.
    """

    bands: BandsOpener

    @property
    def is_asked(self) -> bool:  # type: ignore[override]
        """See BandsOpener."""
        return self.bands.is_asked

    def __call__(self) -> RasterSource:
        """The floats."""
        source = self.bands()
        return IndexSource(source, len(source.info.bands), (), {})

    def choose(self, index: Sequence[int]) -> DecimalBands:
        """See BandsOpener."""
        return replace(self, bands=self.bands.choose(index))


@dataclass(frozen=True, eq=False)
class ServiceBands(BandsOpener):
    """Opens bands of a service.

    Attributes:
        open_numbers: opens those of a list such as ``3,2,1``.
        numbers: of the bands, in their order.
    """

    open_numbers: Callable[[str], RasterSource]
    numbers: tuple[int, ...]
    is_asked = True

    def __call__(self) -> RasterSource:
        """They as they are sent."""
        return self.open_numbers(",".join(map(str, self.numbers)))

    def choose(self, index: Sequence[int]) -> ServiceBands:
        """See BandsOpener."""
        return replace(self, numbers=tuple(self.numbers[k] for k in index))


@dataclass(frozen=True, eq=False)
class ItemBands(BandsOpener):
    """Opens bands of an item of a catalogue, by name; see open_item."""

    item: Item
    names: tuple[str, ...]
    sign: Signer | None = None
    is_cancelled: Callable[[], bool] = never_cancelled

    def __reduce__(self) -> tuple[type[ItemBands], tuple[object, ...]]:
        # Nobody can cancel from another process.
        return ItemBands, (self.item, self.names, self.sign)

    def __call__(self) -> RasterSource:
        """They as what their numbers stand for."""
        return open_item(self.item, ",".join(self.names), self.sign, self.is_cancelled)

    def choose(self, index: Sequence[int]) -> ItemBands:
        """See BandsOpener."""
        return replace(self, names=tuple(self.names[k] for k in index))


@dataclass(frozen=True, eq=False)
class ProductBands(BandsOpener):
    """Opens bands of a Sentinel-2 product, by name and at a resolution in metres."""

    product: Sentinel2Product
    names: tuple[str, ...]
    resolution: int
    scale: ReflectanceScale

    def __call__(self) -> RasterSource:
        """Their reflectances."""
        return ProductSource(self.product, self.names, self.resolution, self.scale)

    def choose(self, index: Sequence[int]) -> ProductBands:
        """See BandsOpener."""
        return replace(self, names=tuple(self.names[k] for k in index))


@dataclass(frozen=True, eq=False)
class ProductNumbers(BandsOpener):
    """Opens bands of a product as whole numbers that all products of a series have alike.

    Attributes:
        bands: the product's.
        offsets: what is added to the numbers, by the product's names of bands.
        quantification: what the sum is divided by.
    """

    bands: ProductBands
    offsets: Mapping[str, float]
    quantification: float

    def __call__(self) -> RasterSource:
        """The numbers; see NumberSource."""
        offsets = [self.offsets[name] for name in self.bands.names]
        return NumberSource(self.bands(), offsets, self.quantification)

    def choose(self, index: Sequence[int]) -> ProductNumbers:
        """See BandsOpener."""
        return replace(self, bands=self.bands.choose(index))
