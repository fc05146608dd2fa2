"""Colours of classes: the same on the map, in layer styles and in the dataset's description."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np

Color = tuple[int, int, int]
# Okabe and Ito's palette, safe for colour-blind readers ("Color Universal Design", 2008), with
# white in place of black, which dark imagery would hide.
PALETTE = (
    (230, 159, 0),
    (86, 180, 233),
    (0, 158, 115),
    (240, 228, 66),
    (0, 114, 178),
    (213, 94, 0),
    (204, 121, 167),
    (255, 255, 255),
)
# Okabe and Ito's blue, orange and bluish green.
SPLIT_COLORS = {"train": (0, 114, 178), "val": (230, 159, 0), "test": (0, 158, 115)}
# Tiles without a class.
PLAIN = PALETTE[5]
# Tiles that are left out.
LEFT_OUT_COLOR = (190, 190, 190)
# Greys are not of a class: one is of the palette, one of what has no class yet.
GREY = (128, 128, 128)
_TAKEN = (GREY,)
# Colours nearer than this to one that a class brings along look rather like it, as orange and
# vermilion of PALETTE do, which are 0.16 apart and its nearest.
_SAME = 0.165
# Choosing distinct colours takes long for very many, and they cannot be told apart anyway.
_DISTINCT = 128
_LIGHTNESS = (0.44, 0.94)
_STEPS = 18
# Linear red, green and blue as seen without the long- and without the medium-wave cones: Viénot,
# Brettel and Mollon, "Digital video colourmaps for checking the legibility of displays by
# dichromats" (1999). They see fewer colours, so that half the distance must suffice there.
_EYES = (
    (np.eye(3), 1),
    (np.array([[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]]), 2),
    (np.array([[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]]), 2),
)
# From linear sRGB over cone responses to Oklab: Ottosson, "A perceptual color space for image
# processing" (2020).
_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_OKLAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def class_colors(names: Iterable[str], own: Mapping[str, Color] | None = None) -> dict[str, Color]:
    """A colour (red, green, blue, 0-255) for each class.

    Args:
        names: the classes; each without a colour of its own gets one of the palette's, by its place
            among the sorted names.
        own: colours that classes bring along, from their layer's style or a field. The others get
            none that looks like one of these, be that class among the names or only on the map.
    """
    names, own = sorted(set(names)), own or {}
    rest = [name for name in names if name not in own]
    free = _free_colors(min(len(rest), _DISTINCT), tuple(own.values())) if rest else ()
    colors = {name: free[k % len(free)] for k, name in enumerate(rest)}
    return {name: own.get(name) or colors[name] for name in names}


def _free_colors(count: int, taken: tuple[Color, ...]) -> list[Color]:
    """The first colours that differ from all that are taken."""
    if not taken:
        return list(make_colors(count))
    # Each colour that is taken is like one or two of those to choose from.
    offered = make_colors(count + 3 * min(len(taken), _DISTINCT))
    seen = [_oklab(np.array(offered), eye) for eye, _ in _EYES[:1]]
    least = np.min([_distance(seen, color) for color in taken], axis=0)
    found = [color for color, far in zip(offered, least) if far > _SAME]
    return (found + [color for color in offered if color not in found])[:count]


def class_color(number: int) -> Color:
    """The colour of the class with a place among the sorted names, 0 being the first."""
    return make_colors(number + 1)[number]


def hex_color(color: Color) -> str:
    """A colour as ``#rrggbb``."""
    return "#{:02x}{:02x}{:02x}".format(*color)


def make_colors(count: int) -> tuple[Color, ...]:
    """As many colours as asked for: PALETTE, then each as far as can be from all before it.

    Distances are those of Oklab, as normal, protanopic and deuteranopic eyes see them; choosing the
    farthest is the method of Glasbey et al., "Colour displays for categorical images" (2007).
    More colours begin with the same ones.
    """
    # Rounded up, so that few lists are made while classes come one by one.
    return _make(-(-count // 16) * 16)[:count]


@cache
def _make(count: int) -> tuple[tuple[int, int, int], ...]:
    colors = list(PALETTE[:count])
    if count == len(colors):
        return tuple(colors)
    axis = np.linspace(0, 255, _STEPS).round()
    candidates = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), axis=-1).reshape(-1, 3)
    lightness = _oklab(candidates, np.eye(3))[:, 0]
    is_fit = (lightness >= _LIGHTNESS[0]) & (lightness <= _LIGHTNESS[1])
    candidates = candidates[is_fit]
    seen = [_oklab(candidates, eye) for eye, _ in _EYES]
    least = np.full(len(candidates), np.inf)
    for color in (*colors, *_TAKEN):
        least = np.minimum(least, _distance(seen, color))
    while len(colors) < count:
        red, green, blue = candidates[int(np.argmax(least))].astype(int).tolist()
        color = (red, green, blue)
        colors.append(color)
        least = np.minimum(least, _distance(seen, color))
    return tuple(colors)


def _distance(seen: list[np.ndarray], color: tuple[int, int, int]) -> np.ndarray:
    own = np.array([color])
    return np.min(
        [
            times * np.linalg.norm(x - _oklab(own, eye), axis=1)
            for x, (eye, times) in zip(seen, _EYES)
        ],
        axis=0,
    )


def _oklab(colors: np.ndarray, eye: np.ndarray) -> np.ndarray:
    """Oklab coordinates (N, 3) of sRGB colours (N, 3) from 0 to 255, as an eye sees them."""
    shares = np.asarray(colors, dtype=float) / 255
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    return np.cbrt(np.clip(linear @ eye.T, 0, 1) @ _TO_CONES.T) @ _TO_OKLAB.T
