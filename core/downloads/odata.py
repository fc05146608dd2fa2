"""A catalogue of products that is asked by OData, such as that of the Copernicus Data Space."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ..errors import FileError, NetworkError
from ..files.json_file import parse_json
from .wanted import WantedProduct, product_name

# Addresses stay below 2 kB, which all servers take.
_AT_ONCE = 15
_PRODUCT = {
    "Id": str,
    "Name": str,
    "ContentLength?": float,
    "Online?": bool,
    "Checksum?": [{"Value?": str, "Algorithm?": str}],
}
_PRODUCTS = {"value": [_PRODUCT]}


@dataclass(frozen=True)
class RemoteProduct:
    """What a catalogue says of a product.

    Attributes:
        id: in the catalogue.
        name: without .SAFE.
        size: bytes of its zip file; None where the catalogue does not say.
        checksums: of the zip file, by algorithm in capitals, in hexadecimal digits.
        is_online: whether it can be downloaded at once.
    """

    id: str
    name: str
    size: int | None
    checksums: dict[str, str]
    is_online: bool


def look_up(
    get: Callable[[str], bytes], catalogue: str, wanted: Sequence[WantedProduct]
) -> Iterator[tuple[WantedProduct, RemoteProduct | None]]:
    """What the catalogue says of products; None of those that it does not have.

    Args:
        get: what an address has; raises NetworkError.
        catalogue: the address of the service, which ends before /Products.
        wanted: the products, several of which are asked for at once.

    Raises:
        NetworkError: it does not answer, or its answer is none of a catalogue.
    """
    root = catalogue.rstrip("/")
    named = [product for product in wanted if product.name]
    for start in range(0, len(named), _AT_ONCE):
        some = named[start : start + _AT_ONCE]
        asked = " or ".join(f"Name eq '{product.name}.SAFE'" for product in some)
        url = f"{root}/Products?$filter={quote(asked)}&$top={4 * len(some)}"
        found = [_read(item, root) for item in _parse(get(url), _PRODUCTS, root)["value"]]
        # Of copies one that is online.
        found.sort(key=lambda product: product.is_online)
        by_name = {product.name: product for product in found}
        yield from ((product, by_name.get(product.name)) for product in some)
    for product in wanted:
        if not product.name:
            yield product, _look_up_id(get, root, product.id)


def download_url(service: str, product_id: str) -> str:
    """The address of a product's zip file.

    Args:
        service: the address of the service, which ends before /Products.
        product_id: see RemoteProduct.
    """
    return f"{service.rstrip('/')}/Products({quote(product_id, safe='')})/$value"


def _look_up_id(get: Callable[[str], bytes], root: str, asked: str) -> RemoteProduct | None:
    try:
        answer = get(f"{root}/Products({asked})")
    except NetworkError as error:
        if error.status in (404, 410):
            return None
        raise
    return _read(_parse(answer, _PRODUCT, root), root)


def _parse(answer: bytes, shape: Any, root: str) -> Any:
    try:
        return parse_json(answer.decode("utf-8", "replace"), root, shape)
    except FileError as error:
        raise NetworkError(
            "{url} does not answer as a catalogue of products does; check {CATALOGUE_URL}. "
            "({reason})",
            url=root,
            reason=error.message,
        ) from None


def _read(item: dict[str, Any], root: str) -> RemoteProduct:
    name = product_name(item["Name"])
    if not name:
        raise NetworkError(
            "{url} has {name!r} under this id, which is no Sentinel-2 product.",
            url=root,
            name=item["Name"],
        )
    size = item.get("ContentLength") or 0
    checksums = {
        entry["Algorithm"].upper(): entry["Value"].strip().lower()
        for entry in item.get("Checksum") or ()
        if entry.get("Algorithm") and entry.get("Value")
    }
    is_online = item.get("Online") is not False
    return RemoteProduct(item["Id"], name, int(size) or None, checksums, is_online)
