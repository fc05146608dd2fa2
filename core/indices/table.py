"""The indices that are known by name: their formulas, and the papers that these are from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

_Bands = dict[str, Any]


@dataclass(frozen=True)
class SpectralIndex:
    """An index of a pixel.

    Attributes:
        name: as papers call it.
        about: what it shows, in a few words.
        bands: what the bands mean that it is made of.
        formula: as text, which model files keep.
        source: the paper.
        compute: from arrays by meaning to an array; divisions by 0 are the caller's.
        is_ratio: whether a factor that all bands share changes nothing, so that numbers as they
            are stored do as well as reflectances.
        reach: how many pixels around each are looked at.
    """

    name: str
    about: str
    bands: tuple[str, ...]
    formula: str
    source: str
    compute: Callable[[_Bands], np.ndarray]
    is_ratio: bool = True
    reach: int = 0


def _difference(one: str, other: str) -> Callable[[_Bands], np.ndarray]:
    return lambda b: (b[one] - b[other]) / (b[one] + b[other])


def _normalized(name: str, about: str, one: str, other: str, source: str) -> SpectralIndex:
    formula = f"({one} - {other}) / ({one} + {other})"
    return SpectralIndex(name, about, (one, other), formula, source, _difference(one, other))


def _evi(b: _Bands) -> np.ndarray:
    return 2.5 * (b["nir"] - b["red"]) / (b["nir"] + 6 * b["red"] - 7.5 * b["blue"] + 1)


def _evi2(b: _Bands) -> np.ndarray:
    return 2.5 * (b["nir"] - b["red"]) / (b["nir"] + 2.4 * b["red"] + 1)


def _savi(b: _Bands) -> np.ndarray:
    return 1.5 * (b["nir"] - b["red"]) / (b["nir"] + b["red"] + 0.5)


def _msavi(b: _Bands) -> np.ndarray:
    twice = 2 * b["nir"] + 1
    return (twice - np.sqrt(twice * twice - 8 * (b["nir"] - b["red"]))) / 2


def _osavi(b: _Bands) -> np.ndarray:
    return (b["nir"] - b["red"]) / (b["nir"] + b["red"] + 0.16)


def _arvi(b: _Bands) -> np.ndarray:
    corrected = 2 * b["red"] - b["blue"]
    return (b["nir"] - corrected) / (b["nir"] + corrected)


def _bsi(b: _Bands) -> np.ndarray:
    bare, green = b["swir1"] + b["red"], b["nir"] + b["blue"]
    return (bare - green) / (bare + green)


def _bai(b: _Bands) -> np.ndarray:
    red, nir = 0.1 - b["red"], 0.06 - b["nir"]
    return 1 / (red * red + nir * nir)


def _vari(b: _Bands) -> np.ndarray:
    return (b["green"] - b["red"]) / (b["green"] + b["red"] - b["blue"])


def _gli(b: _Bands) -> np.ndarray:
    twice, others = 2 * b["green"], b["red"] + b["blue"]
    return (twice - others) / (twice + others)


def _exg(b: _Bands) -> np.ndarray:
    others = b["red"] + b["blue"]
    return (2 * b["green"] - others) / (b["green"] + others)


def _awei(b: _Bands) -> np.ndarray:
    lit = b["blue"] + 2.5 * b["green"]
    return lit - 1.5 * (b["nir"] + b["swir1"]) - 0.25 * b["swir2"]


_ALL = (
    _normalized("NDVI", "vegetation", "nir", "red", "Rouse et al. 1974"),
    _normalized("GNDVI", "chlorophyll", "nir", "green", "Gitelson et al. 1996"),
    _normalized("NDRE", "chlorophyll", "nir", "rededge1", "Gitelson and Merzlyak 1994"),
    SpectralIndex(
        "CIG",
        "chlorophyll",
        ("nir", "green"),
        "nir / green - 1",
        "Gitelson et al. 2003",
        lambda b: b["nir"] / b["green"] - 1,
    ),
    SpectralIndex(
        "CIRE",
        "chlorophyll",
        ("nir", "rededge1"),
        "nir / rededge1 - 1",
        "Gitelson et al. 2003",
        lambda b: b["nir"] / b["rededge1"] - 1,
    ),
    SpectralIndex(
        "EVI",
        "dense vegetation",
        ("nir", "red", "blue"),
        "2.5 * (nir - red) / (nir + 6 * red - 7.5 * blue + 1)",
        "Huete et al. 2002",
        _evi,
        is_ratio=False,
    ),
    SpectralIndex(
        "EVI2",
        "dense vegetation, without blue",
        ("nir", "red"),
        "2.5 * (nir - red) / (nir + 2.4 * red + 1)",
        "Jiang et al. 2008",
        _evi2,
        is_ratio=False,
    ),
    SpectralIndex(
        "SAVI",
        "sparse vegetation",
        ("nir", "red"),
        "1.5 * (nir - red) / (nir + red + 0.5)",
        "Huete 1988",
        _savi,
        is_ratio=False,
    ),
    SpectralIndex(
        "MSAVI",
        "sparse vegetation",
        ("nir", "red"),
        "(2 * nir + 1 - sqrt((2 * nir + 1)^2 - 8 * (nir - red))) / 2",
        "Qi et al. 1994",
        _msavi,
        is_ratio=False,
    ),
    SpectralIndex(
        "OSAVI",
        "sparse vegetation",
        ("nir", "red"),
        "(nir - red) / (nir + red + 0.16)",
        "Rondeaux et al. 1996",
        _osavi,
        is_ratio=False,
    ),
    SpectralIndex(
        "ARVI",
        "vegetation through haze",
        ("nir", "red", "blue"),
        "(nir - (2 * red - blue)) / (nir + (2 * red - blue))",
        "Kaufman and Tanre 1992",
        _arvi,
    ),
    SpectralIndex(
        "VARI",
        "vegetation, by visible light",
        ("green", "red", "blue"),
        "(green - red) / (green + red - blue)",
        "Gitelson et al. 2002",
        _vari,
    ),
    _normalized("NGRDI", "vegetation, by visible light", "green", "red", "Tucker 1979"),
    SpectralIndex(
        "GLI",
        "vegetation, by visible light",
        ("green", "red", "blue"),
        "(2 * green - red - blue) / (2 * green + red + blue)",
        "Louhaichi et al. 2001",
        _gli,
    ),
    SpectralIndex(
        "EXG",
        "vegetation, by visible light",
        ("green", "red", "blue"),
        "(2 * green - red - blue) / (green + red + blue)",
        "Woebbecke et al. 1995",
        _exg,
    ),
    _normalized("NDWI", "open water", "green", "nir", "McFeeters 1996"),
    _normalized("MNDWI", "open water", "green", "swir1", "Xu 2006"),
    SpectralIndex(
        "AWEISH",
        "open water beside shadows",
        ("blue", "green", "nir", "swir1", "swir2"),
        "blue + 2.5 * green - 1.5 * (nir + swir1) - 0.25 * swir2",
        "Feyisa et al. 2014",
        _awei,
        is_ratio=False,
    ),
    _normalized("NDMI", "water in leaves", "nir", "swir1", "Gao 1996"),
    _normalized("NDCI", "chlorophyll in water", "rededge1", "red", "Mishra and Mishra 2012"),
    _normalized("NDBI", "built-up land", "swir1", "nir", "Zha et al. 2003"),
    _normalized("UI", "built-up land", "swir2", "nir", "Kawamura et al. 1996"),
    SpectralIndex(
        "BSI",
        "bare soil",
        ("swir1", "red", "nir", "blue"),
        "((swir1 + red) - (nir + blue)) / ((swir1 + red) + (nir + blue))",
        "Rikimaru et al. 2002",
        _bsi,
    ),
    _normalized("NBR", "burnt land", "nir", "swir2", "Key and Benson 2006"),
    _normalized("NBR2", "burnt land", "swir1", "swir2", "Key and Benson 2006"),
    SpectralIndex(
        "BAI",
        "burnt land",
        ("red", "nir"),
        "1 / ((0.1 - red)^2 + (0.06 - nir)^2)",
        "Chuvieco et al. 2002",
        _bai,
        is_ratio=False,
    ),
    _normalized("NDSI", "snow", "green", "swir1", "Hall et al. 1995"),
)

# By name, in the order that helps list them.
INDICES = {index.name: index for index in _ALL}
