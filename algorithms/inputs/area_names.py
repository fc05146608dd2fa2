"""The parameters of an area of interest, and areas that are named: countries of QGIS's map."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsFeatureRequest,
    QgsProcessingFeatureSource,
    QgsProcessingParameterString,
    QgsVectorLayer,
)

from ...core.errors import GridError, LayerError
from ...core.message import Message, Parameter, as_message, either
from ..base.algorithm import TilewrightAlgorithm
from ..base.layer_snapshot import FeatureSource
from ..base.values import Values
from ..base.words import tr

AOI = "AOI"
AOI_WKT = "AOI_WKT"
AOI_NAME = "AOI_NAME"
AOI_PREDICATE = "AOI_PREDICATE"
_MAP = Path("resources", "data", "world_map.gpkg")
_LAYER = "countries"
_NAME = "NAME"
_CODES = ("iso_a2", "ISO_A3")
# Stands for codes that a country does not have.
_NO_CODE = "-99"
# Of letters that are the same: Germny is near to Germany, and Atlantis to nothing.
_CLOSE = 0.75
_MOST_NEAR = 3
# Letters of a word that tells countries apart: not and, is, the.
_LONG = 4


def add_country_parameter(alg: TilewrightAlgorithm, is_advanced: bool = True) -> None:
    """A country as the area of interest."""
    alg.add(
        QgsProcessingParameterString(
            AOI_NAME, tr("Area of interest by name of a country"), optional=True
        ),
        "A country instead of a layer, by its English name or its code, such as Luxembourg, LU or "
        "LUX; several separated by commas are one area. Outlines are those of the map of the world "
        "that QGIS brings along, which is generalized: borders may be off by kilometres.",
        advanced=is_advanced,
    )


def refuse_two_areas(values: Values, *others: str) -> None:
    """Refuse an area of interest that is given in two ways.

    ``others`` are parameters that say where as well.

    Raises:
        GridError: it is.
    """
    given = [name for name in (AOI, AOI_WKT, AOI_NAME, *others) if values.is_given(name)]
    if len(given) > 1:
        raise GridError(
            "{one} and {other} are both given; give one of them.",
            one=Parameter(given[0]),
            other=Parameter(given[1]),
        )


def area_source(values: Values) -> FeatureSource | None:
    """The polygons of AOI, or the countries of AOI_NAME; None where neither is given.

    Raises:
        LayerError: a country that is not on the map.
    """
    if values.is_given(AOI_NAME):
        return _CountrySource(values, values.text(AOI_NAME))
    return values.optional_source(AOI)


class _CountrySource(FeatureSource):
    """Countries as the features of a layer, whose file is closed again."""

    def __init__(self, values: Values, text: str) -> None:
        found = _find_countries(text)
        # Kept, since the source only borrows it.
        self._layer = QgsVectorLayer(
            "MultiPolygon?crs=EPSG:4326", ", ".join(f[_NAME] for f in found), "memory"
        )
        copies = []
        for country in found:
            copies.append(QgsFeature())
            copies[-1].setGeometry(country.geometry())
        self._layer.dataProvider().addFeatures(copies)
        self._layer.updateExtents()
        super().__init__(QgsProcessingFeatureSource(self._layer, values.context))


def _find_countries(text: str) -> list[QgsFeature]:
    """The countries that a text names, each once."""
    path = Path(QgsApplication.pkgDataPath()) / _MAP
    layer = QgsVectorLayer(f"{path}|layername={_LAYER}", _LAYER, "ogr")
    if not path.is_file() or not layer.isValid():
        raise LayerError(
            "This QGIS has no map of the world at {path}; give the area of interest as a layer, "
            "{AOI}.",
            path=str(path),
        )
    places: dict[str, int] = {}
    shown: dict[str, str] = {}
    request = QgsFeatureRequest()
    request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    for feature in layer.getFeatures(request):
        name = str(feature[_NAME])
        shown[_plain(name)] = name
        for word in (name, *(str(feature[code]) for code in _CODES)):
            if word != _NO_CODE:
                places.setdefault(_plain(word), feature.id())
    chosen = {}
    for part in text.split(","):
        if not part.strip():
            continue
        number = places.get(_plain(part))
        if number is None:
            raise _unknown(part.strip(), shown)
        chosen[number] = layer.getFeature(number)
    if not chosen:
        raise LayerError("{AOI_NAME} names no country; write a name such as Luxembourg.")
    return list(chosen.values())


def _unknown(name: str, shown: dict[str, str]) -> LayerError:
    plain = _plain(name)
    near = get_close_matches(plain, shown, _MOST_NEAR, _CLOSE)
    words = {word for word in plain.split() if len(word) >= _LONG}
    near += [known for known in shown if words & set(known.split()) and known not in near]
    if near:
        return LayerError(
            "{AOI_NAME} {name:.60} is no country on the map of the world; did you mean {near}?",
            name=name,
            near=either([as_message(shown[known]) for known in near[:_MOST_NEAR]]),
        )
    return LayerError(
        "{AOI_NAME} {name:.60} is no country on the map of the world; write its English name or "
        "its code of two or three letters, such as {example}.",
        name=name,
        example=Message("Luxembourg, LU or LUX"),
    )


def _plain(text: str) -> str:
    """Letters and digits of a name, without accents and case."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c if c.isalnum() else " " for c in bare if not unicodedata.combining(c))
    return " ".join(kept.split())
