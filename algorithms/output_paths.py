"""Outputs must not be written over what is read, nor over each other."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from qgis.core import QgsMapLayer, QgsProviderRegistry

from ..core.errors import RasterError
from .base import tr


def check_outputs(outputs: Mapping[str, str | None], inputs: Iterable[str] = ()) -> None:
    """Refuse outputs that would destroy a file.

    Args:
        outputs: path by parameter; empty ones are not written.
        inputs: paths that are read.

    Raises:
        RasterError: an output is one of the inputs, or the same file as another output.
    """
    inputs = list(filter(None, inputs))
    given = [(name, path) for name, path in outputs.items() if path]
    for k, (name, path) in enumerate(given):
        if any(_is_same(path, other) for other in inputs):
            raise RasterError(
                tr("{} is {}, which is read; choose another file.").format(name, path)
            )
        twin = next((other for other, taken in given[:k] if _is_same(path, taken)), None)
        if twin is not None:
            raise RasterError(
                tr("{} and {} are both {}; choose another file for one of them.").format(
                    twin, name, path
                )
            )


def layer_path(layer: QgsMapLayer) -> str:
    """The file that a layer shows, or what its source says where it is none."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    return parts.get("path") or layer.source()


def _is_same(first: str, second: str) -> bool:
    if os.path.exists(first) and os.path.exists(second):
        return os.path.samefile(first, second)
    return os.path.abspath(first) == os.path.abspath(second)
