"""A fake of Earth Engine's server on loopback, and the real client connected to it."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "earthengine"))

from ee_fixtures import connected, cover, ee, image, server

__all__ = ["connected", "cover", "ee", "image", "server"]
