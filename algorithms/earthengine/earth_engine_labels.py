"""Masks of classes from a second image of Earth Engine."""

from __future__ import annotations

from collections.abc import Sequence

from ...core.classes.renaming import parse_class_map
from ...core.cut.masks import MaskSource, PartMasks, RasterMask
from ...core.earthengine.query import EarthImage
from ...core.earthengine.source import EarthEngineSource
from ...core.errors import ParameterError
from ...core.export.options import ExportOptions
from ...core.labels.mask_codes import BACKGROUND, raster_codes
from ..base.values import Values
from ..export.label_inputs import LabelInputs
from ..scenes.ground import Ground

CLASS_MAP = "CLASS_MAP"


class EarthEngineLabels(LabelInputs):
    """Masks of a second image, and objects of a layer.

    Args:
        values: of the algorithm.
        options: of the export.
        has_masks: whether there is a second image.
    """

    def __init__(self, values: Values, options: ExportOptions, has_masks: bool) -> None:
        super().__init__(values, options, CLASS_MAP, has_masks)
        self._image: EarthImage | None = None
        self._source: EarthEngineSource | None = None

    def set_mask(self, image: EarthImage, source: EarthEngineSource) -> None:
        """The image that masks are made of, once Earth Engine has told of it."""
        self._image, self._source = image, source

    def _read_mask(self, values: Values, grounds: Sequence[Ground]) -> dict:
        if self._image is None or self._source is None:
            return super()._read_mask(values, grounds)
        codes, names = _read_classes(values, self._image, self.class_order)
        masks: list[MaskSource] = [
            RasterMask(self._source.part(k), ground.info, codes, names)
            for k, ground in enumerate(grounds)
        ]
        self.masks = masks[0] if len(masks) == 1 else PartMasks(masks)
        return {
            "name": self._image.name,
            "sha256": self._source.sha256,
            "assets": list(self._image.ids),
            **({"attribution": self._image.attribution} if self._image.attribution else {}),
        }


def _read_classes(
    values: Values, image: EarthImage, order: Sequence[str]
) -> tuple[dict[int, int], dict[int, str]]:
    """The number of each value, and the name of each number."""
    parsed = parse_class_map(values.text(CLASS_MAP))
    named = {**{str(value): name for value, name in image.classes.items()}, **parsed.names}
    if not named:
        raise ParameterError(
            "{MASK_SOURCE} {name} is an asset whose classes nobody knows; name its values with "
            "{CLASS_MAP}, for example 1=water,2=forest.",
            name=image.name,
        )
    numbers = sorted(int(value) for value in named)
    if BACKGROUND in image.classes and not parsed.names:
        # Masks keep 0 for the background.
        above = {str(value + 1): image.classes[value] for value in numbers}
        codes, names = raster_codes([value + 1 for value in numbers], {}, above, order)
        return {value: codes[value + 1] for value in numbers}, names
    known = {str(v): name for v, name in image.classes.items()}
    return raster_codes(numbers, parsed.names, known, order)
