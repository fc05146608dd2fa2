"""From the ways to an image to the pages: what arrives, is prepared, or becomes known."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from ..image.image_sources import ImageSources
from ..image.look_at_layer import input_of
from ..settings.dock_settings import DockSettings
from .export_page import ExportPage
from .image_page import ImagePage


class ImageWays(QObject):
    """Shows the start page while there is no image, and else the pages.

    Signals: ``prepared`` (settings of the dock that came with their image).
    """

    prepared = pyqtSignal(DockSettings)

    def __init__(
        self,
        sources: ImageSources,
        image: ImagePage,
        export: ExportPage,
        pages: Sequence[QWidget],
        parent: QObject,
    ) -> None:
        """``pages`` are those that need an image."""
        super().__init__(parent)
        self._pages = pages
        self._sources, self._image, self._export = sources, image, export
        menu = image.scenes.other.menu()
        menu.addActions([*sources.actions, sources.stack_layers])
        menu.aboutToShow.connect(sources.offer_layers)
        sources.arrived.connect(image.take_layers)
        sources.prepared.connect(self.prepared)
        image.facts.changed.connect(self._offer_image)

    def follow(self) -> None:
        """After any change: show what there is to do, and look at another image."""
        is_start = self._image.is_empty
        self._sources.page.show_choices(is_start)
        for page in self._pages:
            page.setVisible(not is_start)
        self._image.facts.look(input_of(self._image.target))

    def _offer_image(self) -> None:
        if self._image.is_first:
            self._export.offer_image(self._image.facts.facts, self._image.facts.meanings)

    def remove(self) -> None:
        """Give up what is being made or looked at."""
        self._sources.remove()
        self._image.remove()
