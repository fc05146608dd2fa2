"""What a tile looks like to a neural network: its embedding by an ONNX model of the user's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import ModelError
from ..message import Parameter

UNIT, IMAGENET, NONE = "UNIT", "IMAGENET", "NONE"
SCALINGS = (UNIT, IMAGENET, NONE)
# Of images of everyday things, to which most public models were trained.
_MEAN, _STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
DEFAULT_SIZE = 224
# Where bands come last, there are no more than these.
_MOST_BANDS = 16


class OnnxEmbedder:
    """Embeds tiles by a model with one image as its input.

    Args:
        path: of the .onnx file.
        size: width and height that the model takes; None: what its input says, else 224.
        scaling: UNIT (the range of whole numbers becomes 0 to 1), IMAGENET (then also the mean and
            spread of ImageNet's colours), NONE.
        shown: indices of the bands that are red, green and blue, for models of three bands.

    Raises:
        ModelError: onnxruntime is missing, the file is no such model, or its size is another.
    """

    def __init__(
        self, path: str, size: int | None, scaling: str, shown: Sequence[int] = (0, 1, 2)
    ) -> None:
        try:
            import onnxruntime
        except ImportError:
            raise ModelError(
                "{MODEL} needs the Python package onnxruntime, which is not installed: run "
                "'python3 -m pip install onnxruntime' in QGIS's Python, or leave {MODEL} empty."
            ) from None
        self._name = Path(path).name
        options = onnxruntime.SessionOptions()
        # Tiles come from several threads already; and its warnings are not for users.
        options.intra_op_num_threads, options.log_severity_level = 1, 4
        try:
            self._session = onnxruntime.InferenceSession(
                path, options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # its errors share no public class
            raise ModelError(
                "{MODEL} {path} cannot be opened as an ONNX model: {why}.",
                path=path,
                why=_first_line(error),
            ) from error
        self._input, self._is_last = self._find_input()
        self._scaling, self._shown = scaling, tuple(shown)
        self.size = self._find_size(size)

    def embed(self, values: np.ndarray, valid: np.ndarray) -> np.ndarray:
        """Float64 (F,): what the model's first output says, with maps of features as means.

        Args:
            values: (bands, height, width); ones that are not valid become the mean of the others.
            valid: bool (height, width).

        Raises:
            ModelError: the model takes another number of bands, or fails.
        """
        image = _fill(values, valid)
        image = self._scale(_resize(self._choose_bands(image), self.size), values.dtype)
        if self._is_last:
            image = image.transpose(1, 2, 0)
        try:
            found = self._session.run(None, {self._input.name: image[None]})[0]
        except Exception as error:  # as above
            raise ModelError(
                "{MODEL} {name} fails on a tile of {size} x {size} pixels: {why}.",
                name=self._name,
                size=self.size,
                why=_first_line(error),
            ) from error
        found = np.asarray(found, dtype=np.float64)[0]
        if found.ndim == 3:
            found = found.mean(axis=(0, 1) if self._is_last else (1, 2))
        found = found.ravel()
        if not np.isfinite(found).all():
            raise ModelError(
                "{MODEL} {name} gives values that are not finite; choose another {MODEL_SCALING}.",
                name=self._name,
            )
        return found

    def _find_input(self) -> tuple[Any, bool]:
        """The input, and whether its bands come last."""
        inputs = self._session.get_inputs()
        if len(inputs) != 1 or len(inputs[0].shape) != 4 or inputs[0].type != "tensor(float)":
            told = "; ".join(f"{each.type} {each.shape}" for each in inputs)
            raise ModelError(
                "{MODEL} {name} does not take one image of float values; its inputs are {told}.",
                name=self._name,
                told=told,
            )
        return inputs[0], _are_bands_last(inputs[0].shape)

    def _find_size(self, asked: int | None) -> int:
        shape = self._input.shape
        sides = shape[1:3] if self._is_last else shape[2:4]
        fixed = {side for side in sides if isinstance(side, int)}
        if fixed and asked is not None and fixed != {asked}:
            raise ModelError(
                "{MODEL_SIZE} is {asked}, but {MODEL} {name} takes images of {size} pixels; leave "
                "{MODEL_SIZE} empty.",
                asked=asked,
                name=self._name,
                size=" x ".join(map(str, sides)),
            )
        if len(fixed) > 1:
            raise ModelError(
                "{MODEL} {name} takes images of {size} pixels, and tiles become square.",
                name=self._name,
                size=" x ".join(map(str, sides)),
            )
        return fixed.pop() if fixed else asked or DEFAULT_SIZE

    def _choose_bands(self, image: np.ndarray) -> np.ndarray:
        wanted = self._input.shape[3 if self._is_last else 1]
        if not isinstance(wanted, int):
            return image
        if wanted == 3 and len(image) > 3 and max(self._shown) < len(image):
            return image[list(self._shown)]
        if wanted == 3 and len(image) == 1:
            return np.repeat(image, 3, axis=0)
        if wanted != len(image):
            raise ModelError(
                "{MODEL} {name} takes images of {wanted} bands, and the tiles have {count}.",
                name=self._name,
                wanted=wanted,
                count=len(image),
            )
        return image[list(self._shown)] if wanted == 3 else image

    def _scale(self, image: np.ndarray, dtype: np.dtype[Any]) -> np.ndarray:
        if self._scaling != NONE and np.issubdtype(dtype, np.integer):
            image = image / np.iinfo(dtype).max
        if self._scaling == IMAGENET:
            if len(image) != 3:
                raise ModelError(
                    "{scaling} is for images of three bands, and {MODEL} {name} takes {count}.",
                    scaling=Parameter("MODEL_SCALING", (IMAGENET,)),
                    name=self._name,
                    count=len(image),
                )
            mean, std = (np.array(v)[:, None, None] for v in (_MEAN, _STD))
            image = (image - mean) / std
        return np.ascontiguousarray(image, dtype=np.float32)


def _are_bands_last(shape: Sequence[object]) -> bool:
    """Of (1, 3, 224, 224) they are not, of (1, 224, 224, 3) they are."""
    _, second, third, last = shape
    if not isinstance(last, int) or last == third or last > _MOST_BANDS:
        return False
    return not (isinstance(second, int) and second <= last)


def _fill(values: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """Float64 (bands, height, width) without gaps."""
    image = np.asarray(values, dtype=np.float64)
    if valid.all():
        return image
    means = image[:, valid].mean(axis=1) if valid.any() else np.zeros(len(image))
    return np.where(valid, image, means[:, None, None])


def _resize(image: np.ndarray, size: int) -> np.ndarray:
    """Each band on ``size`` by ``size`` pixels, by bilinear interpolation."""
    if image.shape[1:] == (size, size):
        return image
    from PIL import Image

    bands = (Image.fromarray(band.astype(np.float32)) for band in image)
    return np.stack([np.asarray(b.resize((size, size), Image.BILINEAR)) for b in bands])


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0].rstrip(".")[:200]
