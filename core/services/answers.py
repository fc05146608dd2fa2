"""What a service has answered, kept on disk until the dataset is whole."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import threading
from pathlib import Path

import numpy as np

from ..tiles.layout import ANSWERS

Pixels = tuple[np.ndarray, np.ndarray]


class AnswerStore:
    """Pixels by name, so that no service is asked twice; safe to use from several threads.

    They lie in a temporary folder until it is known where the dataset goes, and then in its
    folder, so that a resumed run finds them.
    """

    def __init__(self) -> None:
        self._place: Path | None = None
        self._is_own = True
        self._earlier: Path | None = None
        self._lock = threading.Lock()

    def find_in(self, folder: Path) -> None:
        """Look also for what an earlier run has left in a dataset's folder."""
        self._earlier = folder / ANSWERS

    def move_to(self, folder: Path) -> None:
        """Keep answers in a dataset's folder from now on.

        Raises:
            OSError: they cannot be moved there.
        """
        place = folder / ANSWERS
        place.mkdir(exist_ok=True)
        for path in [] if self._place is None else list(self._place.iterdir()):
            shutil.move(str(path), str(place / path.name))
        self.close()
        self._place, self._is_own = place, False

    def has(self, name: str) -> bool:
        """Whether there is an answer of a name."""
        return any(os.path.exists(f"{folder}/{name}.npy") for folder in self._folders())

    def get(self, name: str) -> Pixels | None:
        """Values (bands, height, width) and valid pixels of a name; None where there are none."""
        for folder in self._folders():
            with contextlib.suppress(OSError, ValueError, EOFError):
                found = np.load(folder / f"{name}.npy", allow_pickle=False)
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
        path = folder / f"{name}.npy"
        part = path.with_name(f"{name}.{os.getpid()}-{id(whole)}.part")
        with part.open("wb") as file:
            np.save(file, whole, allow_pickle=False)
        part.replace(path)

    def close(self) -> None:
        """Remove what lies in no dataset's folder."""
        if self._place is not None and self._is_own:
            shutil.rmtree(self._place, ignore_errors=True)
            self._place = None

    def _folders(self) -> list[Path]:
        return [folder for folder in (self._place, self._earlier) if folder is not None]


def forget_answers(folder: Path) -> None:
    """Remove what was kept in a dataset's folder."""
    shutil.rmtree(folder / ANSWERS, ignore_errors=True)
