"""What an export is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from ..balance.settings import BalanceSettings
from ..classes.colors import Color
from ..cut.blacken import Blackener, PartBlackener
from ..cut.companions import Companion
from ..cut.masks import MaskSource, TileMasks
from ..dataset.plan import DatasetPlan
from ..errors import ExportError
from ..files.fingerprint import fingerprint_file
from ..formats import ImageProfile, mask_format
from ..geometry.outlines import place_pixels
from ..metadata.choice import RecordChoice
from ..metadata.place import Ground, around, find_ground
from ..objects.cut_objects import ObjectSource
from ..raster.info import RasterInfo, check_can_be_sent, fits_type, unnamed_band
from ..raster.palette import PaletteSource
from ..raster.source import RasterSource
from ..resampling.grid import TargetGrid
from ..resampling.windows import each_part
from ..run.batches import default_workers
from ..run.processes import Processes, are_processes_worth_it
from ..scaling.scaling import NONE, SCENE
from ..scenes.left_out import LeftOut
from ..scenes.source import Scene
from ..services.answers import AnswerStore
from ..services.records import clean_path
from ..tiles.table import TileTable, merge_tables
from ..update.scaling import KeptScaling
from .options import ExportOptions

# Threads that wait for a service while others work.
WAITING = 2


@dataclass(frozen=True)
class ExportRequest:
    """All that an export needs.

    Attributes:
        plan: which tiles, from where, under which names.
        source: the raster; see prepare_source.
        options: the user's choices.
        targets: pixel grid of each tile when resampled, else None.
        crs_name: name of the tile layer's coordinate system, for people.
        is_geographic: whether outlines of tiles are in degrees.
        raster_crs_name: name of the raster's coordinate system, for people.
        nodata: value besides the tagged one that counts as nodata.
        rejected: tiles that earlier steps rejected.
        parameters: what else shaped the dataset, for dataset.json.
        sources: further inputs, for dataset.json.
        places: names of the parameters that only say where inputs lie, whose contents are known
            by other means; moving a file does not make it another input.
        versions: of the programs above the engine.
        masks: where masks of classes come from, or None.
        colors: colours by class that the label layer tells; the palette has the others.
        mask_colors: the same of the layer that masks come from.
        objects: over the raster, or None.
        object_colors: the same of their layer.
        kept_scaling: of an earlier dataset, to be used rather than fitted again.
        balance: by which tiles were left out of the plan.
        metadata: the records for catalogues that are written.
        companions: further rasters that are cut beside the first.
        is_blackened: whether pixels outside objects and classes become the fill.
        scenes: what the source is made of, where it is several rasters.
        answers: of a service, kept until the dataset is whole.
        origin: what else dataset.json's sources tell, and no fingerprint depends on.
        left_out: scenes that were asked for and give no tile.
        block_size: metres that were chosen for blocks of one split, which later scenes get too.
        made_with: parameters that first made a dataset which is updated, for dataset.json.
        processes: that were started before it was known what to write; see process_pool.
    """

    plan: DatasetPlan
    source: RasterSource
    options: ExportOptions
    targets: list[TargetGrid] | None = None
    crs_name: str = ""
    is_geographic: bool = False
    raster_crs_name: str = ""
    nodata: float | None = None
    rejected: TileTable | None = None
    parameters: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, Any] = field(default_factory=dict)
    places: frozenset[str] = frozenset()
    versions: dict[str, Any] = field(default_factory=dict)
    masks: MaskSource | None = None
    colors: Mapping[str, Color] = field(default_factory=dict)
    mask_colors: Mapping[str, Color] = field(default_factory=dict)
    objects: ObjectSource | None = None
    object_colors: Mapping[str, Color] = field(default_factory=dict)
    kept_scaling: KeptScaling | None = None
    balance: BalanceSettings = BalanceSettings()
    metadata: RecordChoice = RecordChoice()
    is_blackened: bool = False
    companions: tuple[Companion, ...] = ()
    scenes: tuple[Scene, ...] = ()
    answers: AnswerStore | None = None
    origin: dict[str, Any] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    block_size: float | None = None
    made_with: Mapping[str, Any] | None = None
    processes: Processes | None = None

    @property
    def tile_masks(self) -> TileMasks | None:
        """The masks as they are written."""
        if self.masks is None:
            return None
        return TileMasks(self.masks, mask_format(self.options.spec))

    @property
    def tile_companions(self) -> tuple[Companion, ...]:
        """The companions as they are written, on the tiles' pixels."""
        wkt = self.profile.crs_wkt
        return tuple(
            replace(found, profile=replace(found.profile, crs_wkt=wkt)) for found in self.companions
        )

    def check_can_be_sent(self) -> None:
        """Refuse what the workers of a cluster cannot read.

        Raises:
            ExportError: says what it is.
        """
        for source in (self.source, *(companion.source for companion in self.companions)):
            check_can_be_sent(source)
        for kept in (self.masks, self.blackener):
            if kept is not None:
                kept.check_can_be_sent()

    @property
    def blackener(self) -> Blackener | None:
        """What finds the pixels that are shown, when not all are."""
        if not self.is_blackened:
            return None
        finders = [
            Blackener(
                self.source.part(k).info, self.objects.part(k).store if self.objects else None
            )
            for k in range(max(1, len(self.scenes)))
        ]
        if not self.scenes:
            return finders[0]
        return PartBlackener(finders[0].like, finders[0].objects, finders)

    @cached_property
    def raster_fingerprint(self) -> dict[str, Any]:
        """Path, size and hash of the raster's file, read once; and what was set for its nodata."""
        return _fingerprint(self.source.info)

    @cached_property
    def scene_records(self) -> list[dict[str, Any]]:
        """Name, date and coordinate system of each scene, and what raster_fingerprint has."""
        return [
            {
                "name": scene.name,
                "date": scene.date,
                "crs": scene.crs_name,
                **scene.own,
                "file": _fingerprint(scene.source.info),
            }
            for scene in self.scenes
        ]

    @property
    def profile(self) -> ImageProfile:
        """What the files will hold; those of another raster differ in place and nodata value."""
        profile = image_profile(self.source, self.options, self.nodata)
        if self.targets and self.plan.places.parts is None:
            return replace(profile, crs_wkt=self.targets[0].crs_wkt)
        return profile

    @property
    def part_profiles(self) -> dict[int, ImageProfile]:
        """What the files of each raster will hold, where there are several."""
        parts = self.plan.places.parts
        if parts is None:
            return {}
        profiles = {}
        for number, index in each_part(parts, len(parts)):
            profile = image_profile(self.source.part(number), self.options, self.nodata)
            if self.targets:
                profile = replace(profile, crs_wkt=self.targets[int(index[0])].crs_wkt)
            profiles[number] = profile
        return profiles

    @property
    def all_skipped(self) -> TileTable:
        """Tiles that are left out, by earlier steps and by the plan, with their reasons."""
        tables = [] if self.rejected is None else [self.rejected]
        return merge_tables([*tables, self.plan.skipped])

    @cached_property
    def ground(self) -> Ground | None:
        """Where the tiles lie on the globe; None where some have no place there."""
        places = self.plan.places
        found = [
            self._ground_of(number, index)
            for number, index in each_part(places.parts, len(places.windows))
        ]
        grounds = [ground for ground in found if ground is not None]
        return around(grounds) if len(grounds) == len(found) else None

    def _ground_of(self, number: int, index: np.ndarray) -> Ground | None:
        info, exact = self.source.part(number).info, self.plan.places.exact[index]
        (left, top), (right, bottom) = exact[:, :2].min(axis=0), exact[:, 2:].max(axis=0)
        columns, rows = np.array([left, right, right, left]), np.array([top, top, bottom, bottom])
        x, y = place_pixels(info.transform, columns, rows)
        bounds = float(x.min()), float(y.min()), float(x.max()), float(y.max())
        grid, wkt = info.transform, info.crs_wkt
        if self.targets is not None:
            target = self.targets[int(index[0])]
            grid, wkt = target.transform, target.crs_wkt
        pixel = float(np.hypot(grid[0], grid[3]))
        return find_ground(info.crs_wkt, bounds, pixel, wkt)

    @property
    def workers(self) -> int:
        """How many threads to use."""
        usual = default_workers() + (WAITING if self.source.is_asked else 0)
        return self.options.workers or usual

    @property
    def may_be_apart(self) -> bool:
        """Whether other processes can write the tiles, and it takes long enough for them."""
        sizes = self.plan.places.windows[:, 2:].astype(np.int64)
        values = int(sizes.prod(axis=1).sum()) * len(self.profile.band_names)
        files = len(sizes) * (1 + (self.masks is not None) + len(self.companions))
        if not are_processes_worth_it(files, values, self.workers):
            return False
        try:
            self.check_can_be_sent()
        except ExportError:
            return False
        return not self.source.is_asked

    @property
    def is_colored(self) -> bool:
        """Whether the source shows colours of 8 bits that no scaling should touch."""
        return self.source.is_palette


def _fingerprint(info: RasterInfo) -> dict[str, Any]:
    facts = fingerprint_file(info.path)
    return {**facts, "path": clean_path(facts["path"]), **info.settings.record(info.bands)}


def prepare_source(source: RasterSource, options: ExportOptions) -> RasterSource:
    """The source as the export shows it: paletted rasters as colours, unless codes are kept.

    Raises:
        ExportError: a scaling of its own is asked for, and colours are not scaled.
    """
    keeps_codes = options.scaling == NONE and not options.spec.is_lossy
    if not source.info.colormap or keeps_codes:
        return source
    if options.scaling_per == SCENE:
        raise ExportError(
            "{name} has a palette, whose colours are not scaled; leave {SCALING_PER} out.",
            name=source.info.name,
        )
    return PaletteSource(source)


def image_profile(
    source: RasterSource, options: ExportOptions, nodata: float | None
) -> ImageProfile:
    """What the files will hold."""
    info = source.info
    is_raw = options.scaling == NONE
    given = nodata if source.nodata is None else source.nodata
    tagged = info.nodata if info.nodata is not None else given
    if tagged is not None and not fits_type(tagged, np.dtype(info.dtype)):
        tagged = None
    return ImageProfile(
        dtype=info.dtype if is_raw else "uint8",
        band_names=info.descriptions,
        color_names=info.color_names,
        nodata=tagged if is_raw else None,
        crs_wkt=info.crs_wkt,
        colormap=info.colormap if is_raw else None,
        scales=info.scales if is_raw else (),
        offsets=info.offsets if is_raw else (),
        descriptions=tuple(
            None if name == unnamed_band(band) else name
            for band, name in zip(info.bands, info.descriptions)
        ),
        is_picture=not is_raw or options.spec.is_lossy,
    )
