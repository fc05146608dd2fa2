"""How image files are named."""

from __future__ import annotations

TILE_ID = "TILE_ID"
SEQUENCE = "SEQUENCE"
NAMINGS = (TILE_ID, SEQUENCE)
