"""One sample of a time series: its arrays by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from ..files.dates import day_of_year
from ..series.band_groups import STACKED
from ..series.plan import SeriesPlan
from ..series.read import CLOUDY, SeriesCube

FLAG, DROP = "FLAG", "DROP"
UNUSABLE = (FLAG, DROP)
IMAGES, BANDS, LABELS, IDS, CONFLICTS = "images", "bands", "labels", "ids", "conflicts"
RATIOS, DISTANCES = "ratios", "distances"
DATES, DOY, YEAR, VALID, CLOUD, USABLE = "dates", "doy", "year", "valid", "cloud", "usable"
MASKS = "masks"
RESERVED = (
    *(IMAGES, BANDS, LABELS, IDS, CONFLICTS, RATIOS, DISTANCES),
    *(DATES, DOY, YEAR, VALID, CLOUD, USABLE, MASKS),
)
# Values of the array masks.
CLEAR_PIXEL, CLOUDY_PIXEL, INVALID_PIXEL = 0, 1, 2


@dataclass(frozen=True)
class SampleOptions:
    """What a sample holds.

    Attributes:
        layout: STACKED or SEPARATE.
        unusable: FLAG keeps all dates and says which are usable; DROP leaves the others out.
        max_cloud: largest share of cloudy pixels of a usable date, 0 to 1.
        min_valid: least share of pixels that hold something, 0 to 1; never none at all.
        with_masks: whether each pixel's state is written too.
    """

    layout: str = STACKED
    unusable: str = FLAG
    max_cloud: float = 1.0
    min_valid: float = 0.0
    with_masks: bool = False


@dataclass(frozen=True)
class SeriesSample:
    """Arrays by name, and what else the formats need.

    Attributes:
        arrays: as they are written.
        dimensions: names of each array's axes.
        images: names of the arrays of pixels, with the number of the group each is of.
        steps: which steps of the plan it has.
        valid: for each group bool (steps, height, width).
    """

    arrays: dict[str, np.ndarray]
    dimensions: dict[str, tuple[str, ...]]
    images: dict[str, int]
    steps: np.ndarray
    valid: tuple[np.ndarray, ...] = field(repr=False)


def array_name(band: str) -> str:
    """A band's array; those that are called like another array get a mark."""
    return f"{band}_band" if band in RESERVED else band


def usable_steps(cube: SeriesCube, options: SampleOptions) -> np.ndarray:
    """Bool (steps,): dates that hold enough and are clear enough."""
    valid, cloud = cube.valid_shares, cube.cloud_shares
    with np.errstate(invalid="ignore"):
        cloudy = cloud > np.float32(options.max_cloud)
    return (valid > 0) & (valid >= np.float32(options.min_valid)) & ~cloudy


def make_sample(
    plan: SeriesPlan,
    cube: SeriesCube,
    labels: dict[str, np.ndarray],
    options: SampleOptions,
) -> SeriesSample:
    """The arrays of a sample; see the algorithm's help for each.

    ``images`` is (dates, bands, height, width), or each band (dates, height, width) under its own
    name; ``dates`` is datetime64[D], ``doy`` and ``year`` are int16, ``valid`` and ``cloud`` shares
    from 0 to 1.
    """
    usable = usable_steps(cube, options)
    chosen = np.flatnonzero(usable) if options.unusable == DROP else np.arange(len(usable))
    every = len(chosen) == len(usable)
    days = [plan.steps[k].date for k in chosen.tolist()]
    arrays: dict[str, np.ndarray] = {}
    dimensions: dict[str, tuple[str, ...]] = {}
    images: dict[str, int] = {}
    for number, (group, whole) in enumerate(zip(plan.groups, cube.values)):
        values = whole if every else whole[chosen]
        suffix = "" if number == 0 else f"_{group.factor}"
        if options.layout == STACKED:
            arrays[IMAGES] = values
            dimensions[IMAGES] = ("time", "band", "y", "x")
            images[IMAGES] = number
            continue
        for k, band in enumerate(group.bands):
            name = array_name(band)
            arrays[name] = values[:, k]
            dimensions[name] = ("time", f"y{suffix}", f"x{suffix}")
            images[name] = number
    if options.layout == STACKED:
        arrays[BANDS] = np.array(plan.bands)
        dimensions[BANDS] = ("band",)
    arrays[DATES] = np.array(days, dtype="datetime64[D]")
    arrays[DOY] = np.array([day_of_year(day) for day in days], dtype=np.int16)
    arrays[YEAR] = np.array([day.year for day in days], dtype=np.int16)
    arrays[VALID] = cube.valid_shares[chosen]
    arrays[CLOUD] = cube.cloud_shares[chosen]
    if options.unusable == FLAG:
        arrays[USABLE] = usable
    dimensions.update(dict.fromkeys((DATES, DOY, YEAR, VALID, CLOUD, USABLE), ("time",)))
    if options.with_masks:
        arrays[MASKS] = pixel_masks(cube)[chosen]
        dimensions[MASKS] = ("time", "y", "x")
    for name, array in labels.items():
        arrays[name] = array
        is_fine = array.shape != cube.valid[0].shape[1:]
        dimensions[name] = ("y_label", "x_label") if is_fine else ("y", "x")
    return SeriesSample(
        arrays, dimensions, images, chosen, tuple(v if every else v[chosen] for v in cube.valid)
    )


def pixel_masks(cube: SeriesCube) -> np.ndarray:
    """Uint8 (steps, height, width): 0 clear, 1 cloudy, 2 invalid."""
    masks = np.where(cube.valid[0], np.uint8(CLEAR_PIXEL), np.uint8(INVALID_PIXEL))
    if cube.codes is not None:
        masks[cube.valid[0] & (cube.codes == CLOUDY)] = CLOUDY_PIXEL
    return masks


def measured(
    plan: SeriesPlan, cube: SeriesCube, steps: np.ndarray
) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
    """For each group: values (bands, dates * height, width) and the pixels of them that count."""
    for number in range(len(plan.groups)):
        values, valid = cube.values[number][steps], cube.valid[number][steps]
        if number == 0 and cube.codes is not None:
            valid = valid & (cube.codes[steps] != CLOUDY)
        _, bands, _, width = values.shape
        yield (
            number,
            values.transpose(1, 0, 2, 3).reshape(bands, -1, width),
            valid.reshape(-1, width),
        )
