"""How tiles are to be assigned to splits."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from ..errors import SplitError
from ..message import Message, Parameter, list_names
from ..tiles.words import SPLITS
from .methods.bands import BandsMethod
from .methods.blocks import BlocksMethod
from .methods.groups import GroupMethod
from .methods.method import SplitMethod
from .methods.scenes import SceneMethod
from .methods.single import RandomMethod

# A method is added here; parameters, messages and the dock ask what stands in its module.
METHODS: dict[str, SplitMethod] = {
    method.name: method
    for method in (BandsMethod(), BlocksMethod(), GroupMethod(), RandomMethod(), SceneMethod())
}
# Shares are whole millionths, so that all sums are exact.
WHOLE = 1_000_000
# Shares like 33.3 that add up to nearly 100 are meant to add up to 100.
_ABOUT_100 = 0.5


@dataclass(frozen=True)
class SplitRequest:
    """What is asked of a split. The defaults are those of the algorithms and the dock.

    Attributes:
        method: a name in METHODS.
        shares: percent of the tiles that train, val and test should get.
        band_count: number of bands, for BANDS.
        angle: direction of the bands in degrees counter-clockwise from east, for BANDS; they follow
            each other at right angles to it.
        block_size: side of a block in metres, for BLOCKS; None chooses one.
        buffer: least distance between splits in metres.
        buffer_auto: take the distance from how far labels are alike.
        allow_overlap: leave tiles that overlap in different splits.
        seed: another number gives another split.
    """

    method: str = BandsMethod.name
    shares: tuple[float, float, float] = (70.0, 15.0, 15.0)
    band_count: int = 8
    angle: float = 45.0
    block_size: float | None = None
    buffer: float = 0.0
    buffer_auto: bool = False
    allow_overlap: bool = False
    seed: int = 0

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            raise SplitError(
                "{METHOD} is {method!r}; choose one of {methods}.",
                method=self.method,
                methods=list_names(METHODS),
            )
        self._check_shares()
        if self.band_count < 1:
            raise SplitError(
                "{BAND_COUNT} is {count}; it must be at least 1.", count=self.band_count
            )
        if not math.isfinite(self.angle):
            raise SplitError("{ANGLE} is {angle:g}; it is a number of degrees.", angle=self.angle)
        if self.block_size is not None and not 0 < self.block_size < math.inf:
            raise SplitError(
                "{BLOCK_SIZE} is {size:g} metres; it must be more than 0.", size=self.block_size
            )
        if not 0 <= self.buffer < math.inf:
            raise SplitError(
                "{SPLIT_BUFFER} is {size:g} metres; it must be 0 or more.", size=self.buffer
            )

    def _check_shares(self) -> None:
        for name, share in zip(SPLITS, self.shares):
            if not 0 <= share <= 100:
                raise SplitError(
                    "{parameter} is {share:g}; it is a percentage from 0 to 100.",
                    parameter=Parameter(name.upper()),
                    share=share,
                )
        train, val, test = self.shares
        given = Message(
            "{TRAIN}={train:g}, {VAL}={val:g}, {TEST}={test:g}", train=train, val=val, test=test
        )
        total = sum(self.shares)
        if total == 0:
            raise SplitError(
                "{given}: all shares are zero; give at least one split some tiles.", given=given
            )
        if total > 100 + _ABOUT_100:
            raise SplitError(
                "{given} add up to {total:g} %; they must not exceed 100.", given=given, total=total
            )

    @property
    def of_method(self) -> SplitMethod:
        """What the method says of itself."""
        return METHODS[self.method]

    @property
    def targets(self) -> tuple[int, ...]:
        """Shares of train, val and test in millionths, which add up to a million."""
        exact = [Fraction(s) for s in self.shares]
        total = sum(exact)
        parts = [int(WHOLE * s / total) for s in exact]
        parts[parts.index(max(parts))] += WHOLE - sum(parts)
        return tuple(parts)

    @property
    def wanted(self) -> tuple[int, ...]:
        """Indices of the splits that should get tiles."""
        return tuple(k for k, target in enumerate(self.targets) if target)

    @property
    def is_scaled(self) -> bool:
        """Whether the shares leave a part of the tiles without a split."""
        return sum(self.shares) < 100 - _ABOUT_100

    def asked_percent(self, split: int) -> float:
        """The share of a split that is aimed at, in percent."""
        return self.targets[split] / (WHOLE / 100)


def cutting_methods() -> Parameter:
    """The methods that cut the area, for messages."""
    return Parameter("METHOD", tuple(name for name, m in METHODS.items() if m.cuts_area))
