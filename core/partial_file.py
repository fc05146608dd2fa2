"""Files that are whole or not there."""

from __future__ import annotations

import contextlib
import os
import uuid
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def partial_file(path: str | Path) -> Iterator[Path]:
    """A temporary name in the same folder, renamed to ``path`` when the block ends well.

    After an error or cancel the temporary file is gone and what was at ``path`` is untouched.
    Missing folders are made.
    """
    path = Path(os.path.abspath(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.stem}-{uuid.uuid4().hex[:8]}.part{path.suffix}")
    try:
        yield part
        os.replace(part, path)
    except OSError as error:
        if error.errno is not None:
            error.filename = str(path)
        raise
    finally:
        with contextlib.suppress(OSError):
            part.unlink()
