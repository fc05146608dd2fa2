"""How a service sends its pixels."""

from __future__ import annotations

from qgis.core import Qgis, QgsRasterDataProvider

from ...core.errors import RasterError
from .provider_asker import Delivery

COLORS = ("red", "green", "blue")
_TYPES = {
    Qgis.DataType.Byte: "uint8",
    Qgis.DataType.UInt16: "uint16",
    Qgis.DataType.Int16: "int16",
    Qgis.DataType.UInt32: "uint32",
    Qgis.DataType.Int32: "int32",
    Qgis.DataType.Float32: "float32",
    Qgis.DataType.Float64: "float64",
}
# Providers that send pictures although they have bands.
_PICTURES = (Qgis.DataType.ARGB32, Qgis.DataType.ARGB32_Premultiplied)


def find_delivery(
    provider: QgsRasterDataProvider, name: str, is_tiled: bool, timeout: float
) -> Delivery:
    """How the pixels of a layer come.

    Args:
        provider: of the layer.
        name: of the layer.
        is_tiled: whether they come in images of the service's own.
        timeout: seconds that an answer may take.

    Raises:
        RasterError: its bands are of several types, or of one that the engine does not read.
    """
    kind = provider.dataType(1)
    if kind in _PICTURES:
        return Delivery(True, 1, "uint8", is_tiled, timeout)
    kinds = {provider.dataType(k) for k in range(1, provider.bandCount() + 1)}
    if len(kinds) != 1 or kind not in _TYPES:
        raise RasterError(
            "{name} has bands of several types, or of one that cannot be cut into tiles; save it "
            "as a GeoTIFF first (right-click the layer, Export).",
            name=name,
        )
    return Delivery(False, provider.bandCount(), _TYPES[kind], is_tiled, timeout)


def find_nodatas(provider: QgsRasterDataProvider, delivery: Delivery) -> tuple[float | None, ...]:
    """The nodata value of each band that is read."""
    if delivery.is_colored:
        return (None,) * len(COLORS)
    return tuple(
        provider.sourceNoDataValue(k) if provider.sourceHasNoDataValue(k) else None
        for k in range(1, delivery.bands + 1)
    )
