"""The dates of a composite, and how those are opened that are Sentinel-2 products."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial

from ...core.clouds.presets import SCL_CLOUDS
from ...core.clouds.rules import MaskRule, parse_mask_rule
from ...core.errors import RasterError
from ...core.imagery.composite import CompositeInput
from ...core.imagery.scenes import Scene
from ...core.raster.source import FileRasterSource, RasterSource
from ...core.raster.transient import open_sources
from ...core.run.batches import default_workers
from ...core.sentinel2.names import RESOLUTIONS, SCL, TCI, read_band_names
from ...core.sentinel2.product_source import ProductSource, choose_bands_of, choose_file
from ...core.sentinel2.scale import choose_scale
from ..base.values import Values
from ..rasters.source import RasterInput
from .warn_of_scenes import newest_scenes, warn_of_levels


@dataclass(frozen=True)
class DateInput:
    """How the image of one date is opened, and what is known of it.

    Attributes:
        name: for people.
        paths: what is read, so that it is not written over.
        date: None when nothing tells it.
        make: opens the image.
        make_mask: opens its cloud mask; None without one.
        files: how many files are open for it in one thread.
        sources: names of the rasters that it is of, where they are several.
    """

    name: str
    paths: tuple[str, ...]
    date: datetime.date | None
    make: Callable[[], RasterSource]
    make_mask: Callable[[], RasterSource] | None = None
    files: int = 1
    sources: tuple[str, ...] = ()


def read_rule(values: Values, default: str = "") -> MaskRule:
    """The rule that tells clouds in masks; VALUES are ``default`` when no rule is given."""
    cloudy, bits = values.text("VALUES"), values.text("BITS")
    return parse_mask_rule(cloudy or ("" if bits else default), bits)


def take_products(
    values: Values, scenes: list[Scene], masks: list[RasterInput]
) -> tuple[list[DateInput], MaskRule]:
    """Products as reflectances, masked by their scene classification."""
    if masks:
        raise RasterError(
            "Products bring their own masks ({SCL}); leave {MASKS} and {MASK_FOLDER} empty."
        )
    scenes = newest_scenes(scenes, values)
    warn_of_levels(scenes, values)
    resolution = int(values.choice("RESOLUTION") or RESOLUTIONS[0])
    wanted = read_band_names(values.text("BANDS"))
    if TCI in wanted:
        raise RasterError("TCI is a picture and no reflectance; name other {BANDS}.")
    bands = choose_bands_of(scenes[0].product, wanted, resolution)
    rule = read_rule(values, SCL_CLOUDS)
    dates = []
    for scene in scenes:
        product = scene.product
        choose_bands_of(product, bands, resolution)
        scale = choose_scale(product)
        values.info(
            "{product}: {date}, reflectance = {scale}.",
            product=product.name,
            date=scene.date,
            scale=scale.describe(),
        )
        make_mask = None
        if product.resolutions(SCL):
            make_mask = partial(FileRasterSource, choose_file(product, SCL, resolution)[0], "1")
        else:
            values.warn(
                "{product} has no scene classification: its clouds stay.", product=product.name
            )
        make = partial(ProductSource, product, bands, resolution, scale)
        paths = (scene.path, *product.files.values())
        dates.append(DateInput(scene.name, paths, scene.date, make, make_mask, len(bands)))
    return dates, rule


def is_broken_product(scene: Scene) -> bool:
    """Whether a scene is a product that cannot be read."""
    return bool(scene.problem) and scene.path.lower().endswith((".safe", ".zip"))


def open_inputs(dates: Sequence[DateInput], stack: ExitStack) -> list[CompositeInput]:
    """The images and masks of all dates, which ``stack`` closes."""
    makers = [make for date in dates for make in (date.make, date.make_mask) if make]
    opened = open_sources(makers, default_workers() * max(date.files for date in dates))
    for source in opened:
        stack.callback(source.close)
    source = iter(opened)
    return [
        CompositeInput(next(source), next(source) if d.make_mask else None, d.date) for d in dates
    ]


def describe_dates(method: str, dates: Sequence[DateInput]) -> dict[str, str]:
    """What the file of a composite says of its dates."""
    days = [d.date.isoformat() for d in dates if d.date]
    names = sorted(name for d in dates for name in d.sources or (d.name,))
    tags = {"COMPOSITE": method, "SOURCES": ", ".join(names)}
    if len(days) == len(dates):
        tags |= {"FIRST_DATE": min(days), "LAST_DATE": max(days)}
    return tags
