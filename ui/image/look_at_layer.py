"""Looking at an image beside the window."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path

from qgis.core import QgsProcessingFeedback, QgsRasterLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...algorithms.rasters.source import RasterInput, input_of_layer
from ...core.errors import TilewrightError
from ...core.indices.meanings import find_meanings
from ...core.scenes.image_facts import ImageFacts, look_at_image
from ..tasks.background import Background
from ..tasks.scene_looks import SceneChoice


class ImageLooker(QObject):
    """Finds out what is known of one image, anew when it has changed; says ``looked`` then.

    Attributes:
        facts: of the image that was asked for last; None while nobody knows, and without any.
        meanings: number of the band of each meaning that anything tells of it.
        image: what opens it.
    """

    looked = pyqtSignal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.facts: ImageFacts | None = None
        self.meanings: Mapping[str, int] = {}
        self.image: RasterInput | None = None
        self._asked = None
        self._work = Background(self)

    @property
    def is_busy(self) -> bool:
        """Whether it is being looked at."""
        return self._work.is_busy

    def look(self, image: RasterInput | None) -> None:
        """Look at an image unless that is done; None where there is none."""
        asked = None if image is None else (image, _written(image.path))
        if asked == self._asked:
            return
        if image is None or self.image is None or image.path != self.image.path:
            # What was known of another image is wrong; of the same it is true until there is news.
            self.facts, self.meanings = None, {}
        self._asked, self.image = asked, image
        if image is None:
            self._work.cancel()
            self.looked.emit()
            return
        self._work.start(
            self.tr("Looking at the image"), lambda feedback: _look(image, feedback), self._take
        )
        if self.facts is None:
            self.looked.emit()

    def _take(self, found: tuple[ImageFacts, Mapping[str, int]] | None, _problem: str) -> None:
        # What is wrong with the image, the preview tells.
        self.facts, self.meanings = (None, {}) if found is None else found
        self.looked.emit()

    def remove(self) -> None:
        """Give up, and wait for what is being done."""
        self._work.stop()


def input_of(chosen: QgsRasterLayer | SceneChoice | None) -> RasterInput | None:
    """What opens an image, or the current one of several; None where GDAL does not."""
    if isinstance(chosen, SceneChoice):
        found = chosen.looks[chosen.current].raster
        return found if isinstance(found, RasterInput) else None
    if chosen is None or not chosen.isValid():
        return None
    try:
        return input_of_layer(chosen)
    except TilewrightError:
        # A service, of which other fields tell.
        return None


def _look(
    image: RasterInput, feedback: QgsProcessingFeedback
) -> tuple[ImageFacts, Mapping[str, int]]:
    with closing(image.open()) as source:
        return look_at_image(source, feedback.isCanceled), find_meanings(source.info, {})


def _written(path: str) -> int:
    """When a file was last written; 0 where there is no such file."""
    with suppress(OSError):
        return Path(path).stat().st_mtime_ns
    return 0
