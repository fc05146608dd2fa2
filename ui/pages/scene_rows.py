"""The fields for several images: the list, and the menu that adds to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRasterLayer
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QMenu, QWidget

from ...algorithms.base.words import put_into_words
from ...core.message import Message
from ...core.scenes.tiles import scene_number
from ..tasks.scene_looks import SceneChoice, SceneLooker
from ..widgets.narrow_row import NarrowRow
from ..widgets.problem import Problem
from ..widgets.scene_list import SceneList
from ..widgets.wrapped_button import WrappedButton

if TYPE_CHECKING:
    from ..rows.dock_page import DockPage


class SceneRows(QObject):
    """A list in place of the one image, once there are several.

    Signals: ``looked`` (there is news of the images), ``view_changed`` (other images are ticked, or
    another is the current one).

    Attributes:
        say: puts a message into the dock's words.
    """

    looked = pyqtSignal()
    view_changed = pyqtSignal()

    def __init__(self, page: DockPage, raster: QgsMapLayerComboBox, facts: QWidget) -> None:
        super().__init__(page)
        self._page, self._raster = page, raster
        self.say: Callable[[str], str] = _say
        self.list = SceneList()
        page.add_row(
            self.tr("Images"),
            self.list,
            "scenes",
            self.tr(
                "The images to cut into tiles, which become one dataset. Ticked images show "
                "their tiles on the map; where they overlap, a click applies to the selected "
                "one."
            ),
        )
        page.form.addRow(facts)
        page.form.addRow(self._make_buttons())
        self.note = page.add_note("scenesNote")
        self.looker = SceneLooker(self)
        self.looker.looked.connect(self._show_looks)
        self.looker.listed.connect(self._take_listed)
        self.list.changed.connect(self._change)
        self.list.ticked.connect(self._tick)
        self.list.chosen.connect(self._choose)

    def _make_buttons(self) -> NarrowRow:
        self.other = WrappedButton(self.tr("Other Image"))
        self.other.setObjectName("otherImage")
        self.other.setToolTip(self.tr("Opens, makes or finds another image."))
        self.other.setMenu(QMenu(self.other))
        self.add = WrappedButton(self.tr("Add Images"))
        self.add.setObjectName("addScenes")
        self.add.setToolTip(
            self.tr("Makes one dataset of several images, of any dates and coordinate systems.")
        )
        self.add.setMenu(self._make_menu())
        row = NarrowRow()
        row.add(self.other)
        row.add(self.add)
        return row

    def _make_menu(self) -> QMenu:
        menu = QMenu(self.add)
        self.layers = menu.addMenu(self.tr("Layer"))
        self.groups = menu.addMenu(self.tr("Layer Group"))
        menu.addAction(self.tr("Files…"), self._ask_files).setObjectName("addFiles")
        menu.addAction(self.tr("Folder or Product…"), self._ask_folder).setObjectName("addFolder")
        menu.aboutToShow.connect(self.fill_menu)
        return menu

    def fill_menu(self) -> None:
        """List the layers that are not taken yet, and the groups with any."""
        self.layers.clear()
        self.groups.clear()
        taken = self.texts() or [_id_of(self._raster.currentLayer())]
        root = QgsProject.instance().layerTreeRoot()
        for layer in _rasters_in(root):
            if layer.id() not in taken:
                self._offer(self.layers, layer.name(), [layer.id()])
        for group in root.findGroups(True):
            ids = [layer.id() for layer in _rasters_in(group)]
            if ids:
                self._offer(self.groups, group.name(), ids)
        for menu in (self.layers, self.groups):
            menu.setEnabled(not menu.isEmpty())

    def _offer(self, menu: QMenu, title: str, ids: list[str]) -> None:
        # An ampersand would be taken for the mark of a key.
        menu.addAction(title.replace("&", "&&"), lambda *_: self.extend(ids))

    def _ask_files(self) -> None:
        paths, _ = QFileDialog.getOpenFileNames(self._page, self.tr("Add Images"))
        self.add_paths(paths)

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._page, self.tr("Add Images of a Folder"))
        self.add_paths([folder] if folder else [])

    def add_paths(self, paths: Sequence[str]) -> None:
        """Add the rasters of files, folders and products, which are looked at first."""
        if paths:
            self.note.say(self.tr("Looking for images…"))
            self.looker.list_rasters(paths)

    def _take_listed(self, paths: list[str], problem: str) -> None:
        self.note.say(f"\u26a0 {self.say(problem)}" if problem else "")
        self.extend(paths)

    def extend(self, texts: Sequence[str]) -> None:
        """Add images to the list, or to the one image, unless they are there already."""
        one = _id_of(self._raster.currentLayer())
        old = self.texts() or ([one] if one else [])
        new = list(dict.fromkeys([*old, *texts]))
        if new != old:
            self.list.fill(new, self.list.hidden(), self.list.current)
            self._change()

    def replace(self, texts: Sequence[str]) -> None:
        """Take other images in the place of all."""
        self.list.fill(texts, [])
        self._change()

    def _change(self) -> None:
        """The user changed the list; a layer that is left alone is the one image."""
        texts = self.texts()
        if len(texts) == 1:
            layer = QgsProject.instance().mapLayer(texts[0])
            if isinstance(layer, QgsRasterLayer):
                self.list.fill([], [])
                self._raster.setLayer(layer)
        self.note.say("")
        self._page.tell()

    def _tick(self) -> None:
        self.view_changed.emit()

    def _choose(self) -> None:
        if self.texts():
            self.view_changed.emit()

    def texts(self) -> list[str]:
        """What SCENES has for each image; nothing where there is one layer."""
        return self.list.texts()

    def look(self, bands: str) -> None:
        """Look at the images unless that is done."""
        self.looker.look(self.texts(), bands)

    def _show_looks(self) -> None:
        if self._are_known:
            self.list.describe(
                [
                    (
                        look.name,
                        look.date,
                        look.raster.path if look.raster is not None else look.text,
                        self.say(look.problem) if look.problem else "",
                    )
                    for look in self.looker.looks
                ]
            )
        self.looked.emit()

    @property
    def _are_known(self) -> bool:
        return [look.text for look in self.looker.looks] == self.texts()

    def choice(self) -> SceneChoice | None:
        """The images as far as they are known; None where there is one, or nobody knows yet."""
        texts = self.texts()
        if not texts or not self._are_known:
            return None
        hidden = set(self.list.hidden())
        places = frozenset(k for k, text in enumerate(texts) if text in hidden)
        looker = self.looker
        return SceneChoice(looker.looks, looker.revision, places, self.list.current)

    def name_of_tile(self, tile_id: str) -> str:
        """The image that a tile of several is of, empty where there is one."""
        choice, number = self.choice(), scene_number(tile_id)
        if choice is None or number is None or not 0 < number <= len(choice.looks):
            return ""
        return choice.looks[number - 1].name

    @property
    def crs(self) -> QgsCoordinateReferenceSystem | None:
        """The coordinate system of the current image, if it is known."""
        choice = self.choice()
        return None if choice is None else choice.looks[choice.current].crs

    def find_problem(self) -> Problem | None:
        """Why an image cannot be used: the current one, or else the first such."""
        choice = self.choice()
        if choice is None:
            return Problem(self.list, self.tr("Looking at the images…"), is_hint=True)
        bad = [look for look in choice.looks if look.problem is not None]
        if not bad:
            return None
        current = choice.looks[choice.current]
        chosen = current if current.problem is not None else bad[0]
        text = self.say(chosen.problem)
        if len(bad) > 1:
            text += " " + self.tr("(Of {} images that cannot be used.)").format(len(bad))
        return Problem(self.list, text)

    def on_change(self) -> None:
        """One image, or the list."""
        are_several = bool(self.texts())
        self._page.show_row(self._raster, not are_several)
        self._page.show_row(self.list, are_several)

    def remove(self) -> None:
        """Give up what is being looked at."""
        self.looker.remove()


def _say(message: str) -> str:
    return put_into_words(message, {}) if isinstance(message, Message) else message


def _id_of(layer: QgsRasterLayer | None) -> str:
    return "" if layer is None else layer.id()


def _rasters_in(group) -> list[QgsRasterLayer]:
    layers = (node.layer() for node in group.findLayers())
    return [layer for layer in layers if isinstance(layer, QgsRasterLayer)]
