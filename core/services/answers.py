"""What a service has answered, kept on disk until the dataset is whole."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import threading
from pathlib import Path

import numpy as np

from ..tiles.layout import ANSWERS

Pixels = tuple[np.ndarray, np.ndarray]
_END = ".npy"
_WHOLE = (slice(None), slice(None))


class AnswerStore:
    """Pixels by name, so that no service is asked twice; safe to use from several threads.

    They lie in a temporary folder until it is known where the dataset goes, and then in its
    folder, so that a resumed run finds them.
    """

    def __init__(self) -> None:
        self._place: Path | None = None
        self._is_own = True
        self._paths: dict[str, Path] = {}
        self._lock = threading.Lock()

    def find_in(self, folder: Path) -> None:
        """Take what an earlier run has left in a dataset's folder."""
        with contextlib.suppress(OSError):
            for path in (folder / ANSWERS).iterdir():
                self._note(path)

    def _note(self, path: Path) -> None:
        if path.suffix == _END:
            self._paths[path.stem] = path

    def move_to(self, folder: Path) -> None:
        """Keep answers in a dataset's folder from now on.

        Raises:
            OSError: they cannot be moved there.
        """
        place = folder / ANSWERS
        place.mkdir(exist_ok=True)
        with self._lock:
            for path in [] if self._place is None else list(self._place.iterdir()):
                shutil.move(str(path), str(place / path.name))
                self._note(place / path.name)
            self._remove_own()
            self._place, self._is_own = place, False

    def names(self) -> list[str]:
        """Of all answers."""
        with self._lock:
            return list(self._paths)

    def get(self, name: str, part: tuple[slice, slice] = _WHOLE) -> Pixels | None:
        """Values (bands, height, width) and valid pixels of a name; None where there are none.

        Args:
            name: of the answer.
            part: rows and columns of it.
        """
        with contextlib.suppress(OSError, ValueError, EOFError, KeyError):
            whole = np.load(self._paths[name], mmap_mode="r", allow_pickle=False)
            found = np.array(whole[(slice(None), *part)])
            return found[:-1], found[-1] > 0
        return None

    def put(self, name: str, values: np.ndarray, valid: np.ndarray) -> None:
        """Keep an answer.

        Raises:
            OSError: the disk is full, or the folder is gone.
        """
        with self._lock:
            folder = self._place or Path(tempfile.mkdtemp(prefix="tilewright-answers-"))
            self._place = folder
        whole = np.concatenate((values, valid[None].astype(values.dtype)))
        path = folder / f"{name}{_END}"
        part = path.with_suffix(".part")
        with part.open("wb") as file:
            np.save(file, whole, allow_pickle=False)
        part.replace(path)
        with self._lock:
            self._note(path)

    def close(self) -> None:
        """Remove what lies in no dataset's folder."""
        with self._lock:
            self._remove_own()

    def _remove_own(self) -> None:
        if self._place is not None and self._is_own:
            shutil.rmtree(self._place, ignore_errors=True)
            self._place = None


def forget_answers(folder: Path) -> None:
    """Remove what was kept in a dataset's folder."""
    shutil.rmtree(folder / ANSWERS, ignore_errors=True)
