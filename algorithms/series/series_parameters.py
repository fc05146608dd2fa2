"""The parameters of the images of a time series."""

from __future__ import annotations

from contextlib import closing

from qgis.core import (
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ...core.clouds.presets import PRESET_NAMES, SCL_CLOUDS
from ...core.clouds.rules import MaskRule, parse_mask_rule
from ...core.errors import ParameterError, RasterError
from ...core.imagery.scenes import pair_by_date, raster_date
from ...core.message import counted
from ...core.raster.source import FileRasterSource
from ...core.resampling.align import ALIGNMENTS, AUTO
from ...core.series.band_groups import LAYOUTS, STACKED
from ...core.series.compare import check_images
from ...core.series.images import SeriesImage, attach_codes, choose_bands, sort_images
from ...core.series.indices import as_decimals, find_index_bands
from ...core.series.masks import check_masks
from ...core.series.names import number_bands
from ...core.series.plan import MOSAIC, SAME_DAY, SeriesPlan, plan_series
from ...core.series.products import as_numbers
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import (
    ALL_BANDS,
    choices_help,
    double_parameter,
    enum_parameter,
    integer_parameter,
)
from ..base.values import Values
from ..base.words import tr
from ..clouds.cloud_parameters import add_code_parameters
from ..imagery.warn_of_scenes import warn_of_clouds, warn_of_lost_dates, warn_of_masks
from ..rasters.differences import add_differences_parameter, read_differences
from ..rasters.index_parameters import add_index_parameters, read_index_request
from ..rasters.raster_list import add_raster_list
from ..rasters.source import RasterInput, log_bands
from ..scenes.scene_parameters import add_scene_parameters
from .read_images import LISTS, read_images
from .scene_images import SceneImages

FLOAT = "FLOAT"
MASK_LISTS = ("MASKS", "MASK_FOLDER")
_SCENES_HELP = (
    "Images of many dates in place of RASTERS, each of them one date with the same bands, which "
    "are matched by name or wavelength. Layers of services (WMS, WMTS, XYZ, WCS and others) are "
    "asked for the pixels of the windows. Written as text, also a Sentinel-2 product (.SAFE folder "
    "or zip file), a folder, or the name of a group of layers in the project."
)


def add_series_parameters(alg: TilewrightAlgorithm) -> None:
    """Images, their dates, bands and clouds."""
    _add_images(alg)
    add_index_parameters(alg)
    _add_dates(alg)
    _add_clouds(alg)
    _add_reading(alg)


def _add_images(alg: TilewrightAlgorithm) -> None:
    add_raster_list(
        alg,
        LISTS,
        ("Rasters of many dates", "Folder of rasters or Sentinel-2 products"),
        (
            "Images of many dates, on one or on several pixel grids. A file holds one date, or a "
            "date a band when its band names are dates. The bands of a date may be one file each. "
            "With a layer of a service among them, they are read as SCENES are.",
            "A folder, which is searched with those in it for rasters and Sentinel-2 products "
            "(.SAFE folders and zip files), instead.",
        ),
        is_told=True,
    )
    add_scene_parameters(alg, _SCENES_HELP)
    alg.add(
        QgsProcessingParameterString("BANDS", tr("Bands"), optional=True),
        "Names or numbers of the bands, for example B04,B08 or 3,4." + ALL_BANDS + " Bands "
        "without a name are called after their file, without date, satellite, tile and version, or "
        "after its folder. A number that would leave dates out counts the bands of each image.",
    )
    alg.add(
        enum_parameter("LAYOUT", "Arrays of bands", LAYOUTS, STACKED),
        choices_help(
            "STACKED: one array images (dates, bands, height, width) on the finest pixels. "
            "SEPARATE: an array a band (dates, height, width), with the band's own pixels where "
            "these are two, three, ... times as wide; indices have the finest pixels.",
            LAYOUTS,
        ),
    )


def _add_dates(alg: TilewrightAlgorithm) -> None:
    for name, text, help_text in (
        ("START", "First date", "Images before this date are left out, for example 2020-03-01."),
        ("END", "Last date", "Images after this date are left out, for example 2020-10-31."),
    ):
        alg.add(QgsProcessingParameterString(name, tr(text), optional=True), help_text)
    alg.add(
        QgsProcessingParameterString("DATE_PATTERN", tr("Date pattern"), optional=True),
        "How dates are written in file names or band names, for example img_%Y%j with %Y (year), "
        "%m, %d, %j (day of the year). Empty: the files' own tags, and 20210908, 2021-09-08, "
        "2021251 and Landsat's names.",
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterFile(
            "DATE_TABLE", tr("Table of dates"), optional=True, extension="csv"
        ),
        "A CSV file with the name of each image in its first column and the date in its second.",
        advanced=True,
    )
    alg.add(
        enum_parameter("SAME_DAY", "Images of one day", SAME_DAY, MOSAIC),
        choices_help(
            "MOSAIC lays them over each other: the first by name that holds something has the "
            "pixel. KEEP makes a step in time of each.",
            SAME_DAY,
        ),
        advanced=True,
    )


def _add_clouds(alg: TilewrightAlgorithm) -> None:
    add_raster_list(
        alg,
        MASK_LISTS,
        ("Cloud masks, one an image", "Folder of cloud masks"),
        (
            "Rasters that tell the clouds of each image, on any pixel grid. Dates in their names "
            "tell which belongs to which; else it is the order.",
            "A folder whose rasters are the cloud masks, instead.",
        ),
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterString("CLOUD_BAND", tr("Band of cloud codes"), optional=True),
        "Name or number of the band of the images that tells clouds; it is not a band of the "
        "series then. Sentinel-2 products bring their scene classification.",
    )
    add_code_parameters(
        alg,
        "VALUES",
        "BITS",
        "the masks or codes",
        f" Empty for Sentinel-2 products: {SCL_CLOUDS}.",
    )


def _add_reading(alg: TilewrightAlgorithm) -> None:
    alg.add(
        double_parameter("NODATA", "Extra nodata value", decimals=6),
        "A value to treat as nodata besides the rasters' own, for rasters that forgot to tag "
        "theirs; often 0.",
    )
    add_differences_parameter(alg)
    alg.add(
        enum_parameter("RESAMPLING", "Resampling", ALIGNMENTS, AUTO),
        choices_help(
            "For images on other pixel grids than that of the finest. AUTO averages finer pixels "
            "and is bilinear between coarser or shifted ones. Codes are always NEAREST.",
            ALIGNMENTS,
        ),
        advanced=True,
    )
    alg.add(
        integer_parameter("RESOLUTION", "Resolution of Sentinel-2 products (m)", None, 10, 60),
        "Metres at which all bands of products are read. Empty: 10 for LAYOUT=STACKED, each band's "
        "own for SEPARATE.",
        advanced=True,
    )
    # Models that were saved without it are only valid while it is optional.
    alg.add(
        QgsProcessingParameterBoolean(
            FLOAT, tr("Products as decimal reflectances"), True, optional=True
        ),
        "Whether Sentinel-2 products become float32 reflectances. False: they stay whole numbers "
        "of 16 bits, which take half the space, with one scale and offset for all dates, whatever "
        "their processing baselines; these stand in dataset.json, and 0 is where nothing is known.",
        advanced=True,
    )


def read_series(
    values: Values,
    rasters: list[RasterInput],
    masks: list[RasterInput],
    scenes: SceneImages,
    workers: int,
) -> tuple[SeriesPlan, list[SeriesImage], MaskRule | None]:
    """The time series that the parameters ask for, its images, and the rule that tells clouds.

    Who asks closes the series.
    """
    layout, wanted = values.choice("LAYOUT"), values.text("BANDS").strip()
    pattern = values.text("DATE_PATTERN").strip() or None
    images, masks = read_images(values, rasters, masks, layout, scenes)
    request = read_index_request(values)
    if not values.flag(FLOAT):
        if request.names:
            raise ParameterError(
                "{INDICES} are decimals, and {FLOAT=false} keeps whole numbers; leave one of them "
                "as it is."
            )
        images = as_numbers(images)
    if scenes.scenes:
        # They have the bands that are wanted, and those that indices need.
        wanted = ""
    if masks:
        images = _with_masks(values, images, masks, pattern)
    numbered = number_bands(images, wanted)
    if numbered != images:
        images = numbered
        values.info(
            "{BANDS}={wanted} counts the bands of each image, whose names have none in common.",
            wanted=wanted,
        )
    bands = scenes.shown or choose_bands(images, wanted)
    warn_of_lost_dates(images, bands, wanted, values)
    index_bands, read = None, list(bands)
    if request.names:
        index_bands = find_index_bands(images, bands, request, scenes.meanings)
        values.info(index_bands.tell())
        read = list(dict.fromkeys((*bands, *index_bands.bands.values())))
    warn_of_masks(check_masks(images, read, pattern), values)
    nodata = values.optional_double("NODATA")
    images = check_images(images, read, read_differences(values), nodata)
    log_bands([image.info for image in images], values)
    rule = _read_rule(values, images)
    warn_of_clouds(images, values)
    series = plan_series(
        images if index_bands is None else as_decimals(images),
        bands,
        layout,
        values.choice("SAME_DAY"),
        values.choice("RESAMPLING"),
        workers,
        index_bands,
    )
    for note in series.notes:
        values.info(note)
    days = [step.date for step in series.steps]
    names = ", ".join(series.bands)
    values.info(
        counted(
            len(days),
            "{count} date, {first}; bands: {names}.",
            "{count} dates from {first} to {last}; bands: {names}.",
            first=days[0],
            last=days[-1],
            names=names,
        )
    )
    return series, images, rule


def _with_masks(
    values: Values, images: list[SeriesImage], masks: list[RasterInput], pattern: str | None
) -> list[SeriesImage]:
    if values.text("CLOUD_BAND").strip():
        raise RasterError("{CLOUD_BAND} and {MASKS} are both given; give one of them.")
    days = []
    own = [image for image in images if image.open_codes and not image.is_product]
    images = [image for image in images if not image.open_codes or image.is_product]
    for item in masks if images else ():
        with closing(FileRasterSource(item.path)) as source:
            days.append(raster_date(source.info, pattern))
    found = images and attach_codes(
        images, [(m.path, m.name, day) for m, day in zip(masks, days)], pair_by_date
    )
    return sort_images([*own, *found])


def _read_rule(values: Values, images: list[SeriesImage]) -> MaskRule | None:
    cloudy, bits = values.text("VALUES").strip(), values.text("BITS").strip()
    if not any(image.open_codes for image in images):
        if cloudy or bits:
            raise RasterError(
                "{VALUES} or {BITS} are given, but nothing tells clouds; give {MASKS} or "
                "{CLOUD_BAND}."
            )
        return None
    has_scl = any(image.is_product for image in images)
    if not cloudy and not bits and not has_scl:
        raise RasterError(
            "Say which values of the masks are cloudy: give {VALUES}, such as {preset_names} or "
            "3,8-10, or {BITS}.",
            preset_names=", ".join(PRESET_NAMES),
        )
    return parse_mask_rule(cloudy or ("" if bits else SCL_CLOUDS), bits)
