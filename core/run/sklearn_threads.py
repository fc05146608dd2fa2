"""Loading scikit-learn, and limiting its threads, without freezing the program.

``threadpoolctl`` asks the system's loader what is loaded, which calls Python back while it is
locked. Where another thread imports a library of C at that moment, which holds Python and waits
for the loader, both wait for ever. Training therefore loads all that it needs beforehand, and
never does both at once.
"""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager
from importlib import import_module

# What is trained with, anywhere.
PARTS = (
    "sklearn.cluster",
    "sklearn.ensemble",
    "sklearn.linear_model",
    "sklearn.metrics",
    "sklearn.neighbors",
    "sklearn.pipeline",
    "sklearn.preprocessing",
    "sklearn.svm",
    "threadpoolctl",
)
_loader = threading.Lock()


def load_sklearn() -> None:
    """Import the parts of scikit-learn that training needs; takes seconds the first time.

    Raises:
        ImportError: it is not installed.
    """
    with _loader:
        for name in PARTS:
            import_module(name)


def limited_threads(limit: int | None) -> AbstractContextManager[object]:
    """Within this block scikit-learn's own threads are so many at most; None for no limit.

    Raises:
        ImportError: it is not installed.
    """
    load_sklearn()
    from threadpoolctl import threadpool_limits

    with _loader:
        limited: AbstractContextManager[object] = threadpool_limits(limits=limit)
    return limited
