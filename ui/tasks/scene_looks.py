"""Several images: what is known of each, found out beside the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
)
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...algorithms.base.values import Values
from ...algorithms.export.build_dataset import BuildDatasetAlgorithm
from ...algorithms.scenes.look_at_scenes import (
    SceneLook,
    list_rasters,
    look_at_scenes,
    take_entry,
)
from .background import Background


@dataclass(frozen=True)
class SceneChoice:
    """Several images that a grid is laid over.

    Attributes:
        looks: what is known of each, in order.
        revision: another number when something about them has changed.
        hidden: places in the list, from 0, of those whose tiles are not drawn.
        current: the place of the one that a click on the map is meant for.
    """

    looks: tuple[SceneLook, ...]
    revision: int
    hidden: frozenset[int] = frozenset()
    current: int = 0

    @property
    def are_fit(self) -> bool:
        """Whether all can be used together."""
        return all(look.problem is None for look in self.looks)

    @property
    def layers(self) -> list[QgsMapLayer]:
        """Those that are layers of the project."""
        found = (QgsProject.instance().mapLayer(look.text) for look in self.looks)
        return [layer for layer in found if layer is not None]


class SceneLooker(QObject):
    """Opens the images of a list and compares them, anew when one of them has changed.

    Signals: ``looked`` (there is news of the list), ``listed`` (what was found for an addition: the
    texts of a list, and what went wrong).

    Attributes:
        looks: those of the list that was asked for last, or before it while it is looked at.
        revision: another number with each news.
    """

    looked = pyqtSignal()
    listed = pyqtSignal(list, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.looks: tuple[SceneLook, ...] = ()
        self.revision = 0
        self._asked = None
        self._names: dict[str, str] = {}
        self._algorithm = BuildDatasetAlgorithm()
        self._looking, self._listing = Background(self), Background(self)

    @property
    def is_busy(self) -> bool:
        """Whether images are being looked at."""
        return self._looking.is_busy or self._listing.is_busy

    def look(self, texts: Sequence[str], bands: str) -> None:
        """Look at the images of a list, unless that is done already."""
        project = QgsProject.instance()
        entries = [take_entry(text, project, self._names.get(text, "")) for text in texts]
        asked = (entries, bands)
        if asked == self._asked:
            return
        self._asked = asked
        self._names.update((each.text, each.name) for each in entries)
        if not entries:
            self._looking.cancel()
            self.looks = ()
            return
        self._looking.start(
            self.tr("Looking at images"),
            lambda feedback: look_at_scenes(entries, bands, self._values(feedback)),
            self._take,
        )

    def _values(self, feedback: QgsProcessingFeedback) -> Values:
        return Values(self._algorithm, {}, QgsProcessingContext(), feedback)

    def _take(self, looks: list[SceneLook] | None, problem: str) -> None:
        if looks is None:
            looks = [SceneLook(entry.text, entry.name, problem=problem) for entry in self._asked[0]]
        self.looks = tuple(looks)
        self.revision += 1
        self.looked.emit()

    def list_rasters(self, texts: Sequence[str]) -> None:
        """Find the rasters of folders, files and products; ``listed`` tells of them."""

        def find(feedback: QgsProcessingFeedback) -> list[str]:
            values = self._values(feedback)
            return [path for text in texts for path in list_rasters(text, values)]

        self._listing.start(
            self.tr("Looking for images"),
            find,
            lambda paths, problem: self.listed.emit(paths or [], problem),
        )

    def remove(self) -> None:
        """Give up what is being done, and wait for it."""
        self._looking.stop()
        self._listing.stop()
