"""Images that the user gives: an asset, an expression, or code."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

from ..errors import ParameterError, TilewrightError
from ..message import Parameter
from .answers import EarthEngineError
from .client import EarthEngine
from .query import MEDIAN, Bounds, EarthImage, Query, compose

_IMAGE, _COLLECTION = "IMAGE", "IMAGE_COLLECTION"
_ID = re.compile(r"[\w-]+(/[\w.-]+)+")
_MOST_EXPRESSION = 16 * 1024**2


def check_asset_id(asset: str) -> str:
    """The id of an asset as users write it, without what stands before it.

    Raises:
        ParameterError: it does not look like one.
    """
    found = asset.strip().strip("/").removeprefix("projects/earthengine-public/assets/")
    if not _ID.fullmatch(found):
        raise ParameterError(
            "{ASSET} is {asset!r}; write the id of an image or a collection, for example "
            "ESA/WorldCover/v200.",
            asset=asset,
        )
    return found


def image_of_asset(
    client: EarthEngine, asset: str, query: Query, is_beside: bool = False
) -> EarthImage:
    """An image, or the images of a collection as one; asks what the asset is.

    Args:
        client: connected.
        asset: its id.
        query: bands, and for a collection days, composite and clouds.
        is_beside: whether the query is that of another image, and counts where it can.

    Raises:
        ParameterError: the id is none, the asset is a table, or a single image has no days.
        EarthEngineError: there is no such asset.
    """
    asset, ee = check_asset_id(asset), client.ee
    facts = client.call(lambda: ee.data.getAsset(asset))
    kind = str(facts.get("type", ""))
    if kind == _IMAGE:
        has_choice = query.start or query.end or query.composite or query.max_cloud is not None
        if has_choice and not is_beside:
            raise ParameterError(
                "{ASSET} {asset} is a single image; leave {START}, {END}, {COMPOSITE} and "
                "{MAX_CLOUD} out.",
                asset=asset,
            )
        return EarthImage(asset, ee.Image(asset), bands=query.bands, ids=(asset,))
    if kind != _COLLECTION:
        raise ParameterError(
            "{ASSET} {asset} is neither an image nor a collection of images, but {kind}.",
            asset=asset,
            kind=kind or "nothing known",
        )
    images = query.of_days(ee, ee.ImageCollection(asset))
    if query.max_cloud is not None:
        images = images.filter(ee.Filter.lte("CLOUDY_PIXEL_PERCENTAGE", query.max_cloud))
    return _of_collection(ee, asset, images, query, (asset,))


def _of_collection(
    ee: Any, name: str, images: Any, query: Query, ids: tuple[str, ...]
) -> EarthImage:
    if query.bands:
        images = images.select(list(query.bands))

    def composed(nearby: Any, bounds: Bounds | None) -> Any:
        return compose(ee, nearby, query.composite or MEDIAN)

    return EarthImage(name, None, images, composed, query.bands, ids=ids)


def read_expression(text: str) -> Any:
    """The JSON of an expression, or of a file that holds one.

    Raises:
        ParameterError: it is not JSON.
    """
    text = text.strip()
    if not text.startswith(("{", "[", '"')) and os.path.isfile(text):
        if Path(text).stat().st_size > _MOST_EXPRESSION:
            raise ParameterError("{EXPRESSION} {path} is too large for an expression.", path=text)
        text = Path(text).read_text("utf-8", errors="replace")
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ParameterError(
            "{EXPRESSION} is not the JSON of an Earth Engine object, as image.serialize() writes "
            "it, nor a file with one: {error}.",
            error=error,
        ) from None


def image_of_expression(
    client: EarthEngine, expression: Any, query: Query, name: str, parameter: str
) -> EarthImage:
    """The image, or the collection, that an expression describes.

    Args:
        client: connected.
        expression: the JSON's value.
        query: bands, and for a collection days and composite.
        name: for people.
        parameter: that the expression came by.

    Raises:
        ParameterError: it is not an image.
    """
    ee = client.ee
    try:
        found = ee.deserializer.decode(expression)
    except Exception as error:  # the client raises whatever comes of a bad text
        raise ParameterError(
            "{parameter} does not hold an Earth Engine object: {error}.",
            parameter=Parameter(parameter),
            error=str(error) or type(error).__name__,
        ) from error
    return _of_object(ee, found, query, name, parameter)


def _of_object(ee: Any, found: Any, query: Query, name: str, parameter: str) -> EarthImage:
    if isinstance(found, (ee.FeatureCollection, ee.Collection)):
        # The client takes any collection that was filtered for one of features.
        found = ee.ImageCollection(found)
    if isinstance(found, ee.ImageCollection):
        return _of_collection(ee, name, query.of_days(ee, found), query, ())
    if isinstance(found, ee.Image):
        return EarthImage(name, found, bands=query.bands)
    if type(found) is ee.ComputedObject:
        return EarthImage(name, ee.Image(found), bands=query.bands)
    raise ParameterError(
        "{parameter} is not an image of Earth Engine, but {kind}.",
        parameter=Parameter(parameter),
        kind=type(found).__name__,
    )


class _Loader(SourceFileLoader):
    """Runs a file of the user's, and writes nothing beside it."""

    def set_data(self, path: str, data: Any, *, _mode: int = 0o666) -> None:
        """Python would leave its compiled form there."""


def image_of_code(client: EarthEngine, path: str, query: Query) -> EarthImage:
    """The image that a Python file makes, which runs with all rights of this program.

    It has ``get_ee_image()``, or a class ``DatasetDefinition`` as geetiles takes it: of that
    ``get_gee_image(tile_geometry=...)`` is called for each tile, and ``get_dtype()``.

    Raises:
        ParameterError: the file cannot be run, has neither, or does not give an image.
    """
    ee, name = client.ee, Path(path).stem
    module = _run(path)
    plain = getattr(module, "get_ee_image", None)
    definition = getattr(module, "DatasetDefinition", None)
    if callable(plain):
        return _of_object(ee, _called(path, plain), query, name, "CODE")
    if not isinstance(definition, type):
        raise ParameterError(
            "{CODE} {path} has neither a function get_ee_image() nor a class DatasetDefinition.",
            path=path,
        )
    made = _called(path, lambda: _make_definition(definition, name))
    cast = str(_called(path, made.get_dtype) or "") if hasattr(made, "get_dtype") else ""

    def at(nearby: Any, bounds: Bounds | None) -> Any:
        found = _called(path, lambda: made.get_gee_image(tile_geometry=_polygon(bounds)))
        if found is None:
            raise ParameterError("{CODE} {path} gives no image.", path=path)
        return _of_object(ee, found, query, name, "CODE").image

    return EarthImage(name, None, None, at, query.bands, cast=cast)


def _run(path: str) -> Any:
    loader = _Loader("tilewright_earth_engine_code", path)
    spec = spec_from_loader(loader.name, loader)
    if spec is None:
        raise ParameterError("{CODE} {path} is not a Python file.", path=path)
    module = module_from_spec(spec)
    _called(path, lambda: loader.exec_module(module))
    return module


def _called(path: str, work: Callable[[], Any]) -> Any:
    try:
        return work()
    except (TilewrightError, EarthEngineError):
        raise
    except Exception as error:  # code of the user's may raise anything
        raise ParameterError(
            "{CODE} {path} fails: {kind}: {error}.",
            path=path,
            kind=type(error).__name__,
            error=error,
        ) from error


def _make_definition(definition: Any, name: str) -> Any:
    """An instance; geetiles' own take the name of the dataset."""
    try:
        return definition()
    except TypeError:
        return definition(name)


def _polygon(bounds: Bounds | None) -> Any:
    """A shapely polygon of a box in degrees, as geetiles passes it."""
    from shapely.geometry import box

    return box(*(bounds or (-180.0, -90.0, 180.0, 90.0)))
