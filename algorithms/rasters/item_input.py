"""Items of a catalogue as scenes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace

from qgis.core import QgsCoordinateReferenceSystem

from ...core.catalog.hrefs import is_remote
from ...core.catalog.item import Item, read_assets
from ...core.catalog.item_source import open_item
from ...core.catalog.tokens import Tokens
from ...core.errors import UnreadableError
from ...core.raster.compare import BandTags
from ...core.raster.info import RasterInfo
from ...core.raster.nodata import NodataSettings
from ...core.raster.source import RasterSource
from ...core.run.batches import never_cancelled
from ...core.scenes.table import SceneRow
from ..base.values import Values
from ..network.account import AUTHCFG, ReadAccount
from ..network.signing import tokens_of_run

# Items, of which each has some files.
_AT_ONCE = 8


@dataclass(frozen=True)
class ItemInput:
    """An image of a catalogue, taken in the main thread; used as a RasterInput is.

    Attributes:
        item: what is read, as values.
        crs: its coordinate system.
        sign: makes addresses that may be read; None where any may.
        is_cancelled: of the run.
    """

    item: Item
    crs: QgsCoordinateReferenceSystem
    sign: Callable[[str], str] | None = field(default=None, repr=False, compare=False)
    is_cancelled: Callable[[], bool] = field(default=never_cancelled, repr=False, compare=False)
    is_crs_set = False
    settings = NodataSettings()

    @property
    def path(self) -> str:
        """The address of the item in its catalogue."""
        return self.item.url

    @property
    def name(self) -> str:
        """Its id."""
        return self.item.name

    def open(
        self,
        bands: str | None = None,
        nodata: float | None = None,
        keep_alpha: bool = False,
        like: Sequence[BandTags] | None = None,
    ) -> RasterSource:
        """Its bands for the engine; see open_item. Nodata is what the catalogue tells."""
        return open_item(self.item, bands or "", self.sign, self.is_cancelled)

    def mask(self) -> ItemInput | None:
        """The classes of Sentinel-2 that tell its clouds, as a raster of one band."""
        if self.item.mask is None:
            return None
        name = f"{self.item.name}_SCL"
        item = replace(
            self.item,
            name=name,
            url=self.item.mask.href,
            assets={"SCL": self.item.mask},
            mask=None,
        )
        return replace(self, item=item)


def look_at_items(items: Sequence[ItemInput]) -> list[RasterInfo | UnreadableError]:
    """What each says of itself, or why it cannot be read; several are asked at once.

    Raises:
        CancelledError: the user stopped it.
    """

    def look(item: ItemInput) -> RasterInfo | UnreadableError:
        try:
            with closing(item.open()) as source:
                return source.info
        except UnreadableError as error:
            return error

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(look, items))


class ItemTaker:
    """Takes items from the rows of a table; only in the main thread.

    Args:
        values: of the run.
    """

    def __init__(self, values: Values) -> None:
        self._values = values
        self._tokens: Tokens | None = None
        authcfg = values.text(AUTHCFG).strip() if values.has(AUTHCFG) else ""
        self._account = ReadAccount(values, authcfg) if authcfg else None

    def take(self, row: SceneRow) -> tuple[ItemInput, datetime.date | None]:
        """The item of a row that has assets, and its day.

        Raises:
            RasterError: the row is none of Search Catalogue, or no file of it can be opened.
        """
        item = read_assets(row.title, row.file, row.collection, row.assets)
        if any(is_remote(asset.href) for asset in item.assets.values()):
            self._values.alg.reach_network()
        sign = self._signer(item) if item.signing else None
        if self._account is not None:
            sign = self._account.signer(item.url, sign)
        is_cancelled = self._values.feedback.isCanceled
        crs = QgsCoordinateReferenceSystem(item.crs)
        if not crs.isValid():
            with closing(open_item(item, "1", sign, is_cancelled)) as source:
                crs = QgsCoordinateReferenceSystem.fromWkt(source.info.crs_wkt)
        day = datetime.date.fromisoformat(row.date) if row.date else None
        return ItemInput(item, crs, sign, is_cancelled), day

    def _signer(self, item: Item) -> Callable[[str], str]:
        tokens = self._tokens = self._tokens or tokens_of_run(self._values)
        return lambda href: tokens.sign(item.collection, href)
