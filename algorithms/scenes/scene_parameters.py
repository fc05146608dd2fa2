"""The parameters that name several rasters in place of one."""

from __future__ import annotations

from qgis.core import (
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterLayer,
    QgsProcessingUtils,
    QgsProperty,
)

from ..base.algorithm import TilewrightAlgorithm
from ..base.compat import is_null
from ..base.parameters import TAKES_MORE
from ..base.values import Values
from ..base.words import tr
from ..network.account_parameter import add_read_account

RASTER = "RASTER"
SCENES = "SCENES"
SCENE_TABLE = "SCENE_TABLE"
SKIP_UNREADABLE = "SKIP_UNREADABLE"


_HELP = (
    "Several rasters for one dataset, in place of RASTER: of any dates, places and coordinate "
    "systems, and layers of services (WMS, WMTS, XYZ, WCS and others). Written as text, also a "
    "Sentinel-2 product (.SAFE folder or zip file), a folder, whose rasters and products are taken "
    "by date, or the name of a group of layers in the project."
)


class ScenesParameter(QgsProcessingParameterMultipleLayers):
    """A list of rasters whose texts QGIS does not open.

    It would open each to say whether it is one, or how Python writes it: of folders and products
    it then prints errors, and beside rasters it writes statistics into the users' folders.
    """

    def checkValueIsAcceptable(self, value, context=None) -> bool:
        """Who reads the list knows more, and says why something is no scene."""
        is_empty = value in (None, "", []) or is_null(value)
        return not is_empty or bool(self.flags() & self.Flag.FlagOptional)

    def valueAsPythonString(self, value, context) -> str:
        """As Python writes the sources of layers, and texts as they are."""
        if is_null(value):
            return "None"
        if isinstance(value, QgsProperty):
            if value.propertyType() != QgsProperty.Type.StaticProperty:
                literal = QgsProcessingUtils.stringToPythonLiteral(value.asExpression())
                return f"QgsProperty.fromExpression({literal})"
            value = value.staticValue()
        if isinstance(value, (list, tuple)):
            return f"[{','.join(_as_python(item, context) for item in value)}]"
        return _as_python(value, context)


def _as_python(item: object, context: QgsProcessingContext) -> str:
    layer = item
    if isinstance(item, str):
        layer = QgsProcessingUtils.mapLayerFromString(item, context, False)
    text = layer.source() if isinstance(layer, QgsMapLayer) else str(item)
    return QgsProcessingUtils.stringToPythonLiteral(text)


def add_scene_parameters(alg: TilewrightAlgorithm, help_text: str = _HELP) -> None:
    """A list of scenes, and a table of them."""
    scenes = ScenesParameter(
        SCENES, tr("Several rasters (scenes)"), QgsProcessing.SourceType.TypeRaster, optional=True
    )
    scenes.setMetadata({TAKES_MORE: True})
    alg.add(scenes, help_text)
    add_scene_table(
        alg,
        "A table with a row for each scene, such as that of Select Products: in place of SCENES, "
        "or beside it to tell more of them. Its columns: file (or path; from the table's folder), "
        "scene (or name), date, labels (a label layer of its own), cloud_mask, nodata, bands (its "
        "numbers of the bands that are taken, in order). Rows whose column selected is 0 are left "
        "out. What a row leaves empty is as the parameters say. The layer of Search Catalogue is "
        "such a table, too: of its images only those parts are fetched that are needed, as the "
        "values that the catalogue tells.",
    )
    add_skip_parameter(alg)


def add_skip_parameter(alg: TilewrightAlgorithm) -> None:
    """Whether a run goes on without scenes that cannot be read."""
    alg.add(
        QgsProcessingParameterBoolean(
            SKIP_UNREADABLE, tr("Leave out scenes that cannot be read"), False, optional=True
        ),
        "Goes on without scenes whose files are missing, damaged or unreadable, and lists them; "
        "each is read before anything is written. Otherwise a run stops at them and names all.",
        advanced=True,
    )


def add_scene_table(alg: TilewrightAlgorithm, help_text: str) -> None:
    """A table of scenes."""
    table = QgsProcessingParameterFeatureSource(
        SCENE_TABLE,
        tr("Table of scenes"),
        [QgsProcessing.SourceType.TypeVector],
        optional=True,
    )
    table.setMetadata({TAKES_MORE: True})
    alg.add(table, help_text, advanced=True)
    add_read_account(alg)


def has_scenes(values: Values) -> bool:
    """Whether several rasters are given."""
    # Programs hand over a list of none for nothing.
    has_list = values.is_given(SCENES) and values.raw(SCENES) not in ([], ())
    return has_list or values.is_given(SCENE_TABLE)


def add_raster_parameters(alg: TilewrightAlgorithm, help_text: str) -> None:
    """One raster, or several."""
    alg.begin_section("Image")
    alg.add(QgsProcessingParameterRasterLayer(RASTER, tr("Raster"), optional=True), help_text)
    add_scene_parameters(alg)
