"""Tiles one by one."""

from __future__ import annotations

from ...message import Message
from .method import SplitMethod


class RandomMethod(SplitMethod):
    """Single tiles, whose neighbours then come into other splits."""

    name = "RANDOM"
    title = Message("random tiles")
    help = "RANDOM: single tiles, assigned at random; neighbours then come into different splits."
    units = Message("tiles")
    unit = Message("tile")
    too_few = Message("make more tiles, or ask for fewer splits")
    closer = Message("tiles that overlap less")
    has_single_tiles = True
