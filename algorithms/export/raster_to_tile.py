"""What is needed to make tiles over one raster, or over one scene of several."""

from __future__ import annotations

from typing import NamedTuple

from ...core.errors import ExportError, NothingNearError
from ...core.files.fingerprint import fingerprint_file, fingerprint_shapes
from ...core.labels.step import LabelStep
from ...core.message import Parameter
from ...core.raster.fill import FillWatch
from ...core.tiles.table import TileTable
from ..base.values import Values
from ..clouds.cloud_parameters import (
    BITS,
    BUFFER,
    CLOUDS,
    MASK,
    MAX_CLOUD,
    VALUES,
    make_cloud_mark_step,
    make_cloud_mask_step,
)
from ..inputs.place import TilesPlace
from ..labels.label_parameters import LABEL_EDITS, LABELS, OTHER_LABEL
from ..labels.label_raster_parameters import LABEL_BAND, LABEL_RASTER, read_label_raster
from ..rasters.item_input import ItemInput
from ..rasters.source import RasterInput, read_raster_input
from ..scenes.read_scenes import cloud_raster
from ..scenes.scene_input import ProductInput, SceneInput

CLOUD_PREFIX = "CLOUD_"
# Of a run's progress, what making tiles takes.
MAKING_TILES = 20


class RasterToTile:
    """A raster, or a scene with what is its own; taken in the main thread.

    It does not keep ``values``: the algorithm, to which these lead, keeps it, and QGIS's layers
    would stay open until Python looks for cycles.
    """

    def __init__(
        self,
        raster: RasterInput | ProductInput | ItemInput,
        values: Values,
        scene: SceneInput | None = None,
    ) -> None:
        self.raster, self.scene = raster, scene
        clouds = values.prefixed(CLOUD_PREFIX)
        self.mask = None if scene is None else cloud_raster(scene, values)
        if self.mask is None and clouds.is_given(MASK):
            self.mask = read_raster_input(clouds, MASK)
        self.label_raster = read_label_raster(values, LABEL_BAND)
        names = (LABELS, LABEL_RASTER, LABEL_EDITS, OTHER_LABEL)
        self.has_labels = any(map(values.is_given, names))
        _refuse_idle(values)


class Share(NamedTuple):
    """The part of the progress that belongs to one of some rasters."""

    values: Values
    number: int
    count: int

    def tell(self, done: float) -> None:
        """Of this raster, 0 to 1 is done."""
        self.values.feedback.setProgress(MAKING_TILES * (self.number + done) / self.count)


class TilesOver(NamedTuple):
    """The tiles over one raster, in the coordinate system of all."""

    kept: TileTable
    rejected: TileTable
    sources: dict
    labels: LabelStep | None
    watch: FillWatch | None
    place: TilesPlace
    away: NothingNearError | None


def cloud_steps(ground: RasterToTile, values: Values, place: TilesPlace, sources: dict) -> list:
    """The steps that reject cloudy tiles; what they came from is added to ``sources``.

    ``values`` are those of the raster; see TakenRasters.values_of.
    """
    steps, clouds = [], values.prefixed(CLOUD_PREFIX)
    if values.is_given(CLOUDS):
        step = make_cloud_mark_step(clouds, place)
        sources["clouds"] = {"sha256": fingerprint_shapes(step.marks)}
        steps.append(step)
    if ground.mask is not None:
        steps.append(make_cloud_mask_step(clouds, ground.mask, place))
        sources["cloud_mask"] = fingerprint_file(ground.mask.path)
    return steps


def _refuse_idle(values: Values) -> None:
    """A cloud setting that does nothing would let clouds into the dataset."""
    mask, codes, bits, buffer = map(
        values.prefixed(CLOUD_PREFIX).name, (MASK, VALUES, BITS, BUFFER)
    )
    for needed, idle in ((mask, (codes, bits, MAX_CLOUD)), (CLOUDS, (buffer,))):
        for name in idle:
            given = values.is_given(name) and str(values.raw(name)) not in ("0", "0.0")
            if given and not values.is_given(needed):
                raise ExportError(
                    "{name} is given without {needed}; name the layer it is for.",
                    name=Parameter(name),
                    needed=Parameter(needed),
                )
