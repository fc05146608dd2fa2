"""Processing algorithms: parameters in, the engine's work, layers and files out."""

from __future__ import annotations
