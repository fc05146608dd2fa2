"""A dataset that scenes are added to, as the reading of scenes sees it."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import QgsCoordinateReferenceSystem

from ...core.append.scenes import EarlierScenes


@dataclass(frozen=True)
class Earlier:
    """What new scenes go on after.

    Attributes:
        scenes: of the dataset.
        crs: of its tiles.
        keeps: whether scenes that it has are taken again, for more tiles of them.
    """

    scenes: EarlierScenes
    crs: QgsCoordinateReferenceSystem
    keeps: bool = False
