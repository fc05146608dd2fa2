"""Which tiles are left out for balance, shared by Export Tiles and Build Dataset."""

from __future__ import annotations

from ...core.balance.settings import EMPTY_TILES, KEEP, BalanceSettings
from ...core.errors import ExportError
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import choices_help, double_parameter, enum_parameter, integer_parameter
from ..base.values import Values
from .object_parameters import OBJECTS

MAX_PER_CLASS = "MAX_PER_CLASS"
BALANCE_SEED = "BALANCE_SEED"


def add_balance_parameters(alg: TilewrightAlgorithm) -> None:
    """Tiles of large classes, and tiles without objects."""
    alg.begin_section("Balance")
    alg.add(
        integer_parameter(MAX_PER_CLASS, "Most tiles of a class for training", None, 1),
        "Classes with more tiles in the train split, or at all where there are no splits, are cut "
        "down to so many; the others are listed as rejected. Tiles for validation and tests stay, "
        "and none is ever copied. dataset.json tells weights that make up for what is left.",
        advanced=True,
    )
    alg.add(
        enum_parameter("EMPTY_TILES", "Tiles without objects", EMPTY_TILES, KEEP, is_optional=True),
        choices_help(
            "KEEP writes them all, DROP none, SHARE so many that they are at most EMPTY_SHARE of "
            "each split.",
            EMPTY_TILES,
        ),
        advanced=True,
    )
    alg.add(
        double_parameter(
            "EMPTY_SHARE", "Greatest share of tiles without objects (%)", None, 0, 100
        ),
        "Used by EMPTY_TILES=SHARE.",
        advanced=True,
    )
    alg.add(
        integer_parameter(BALANCE_SEED, "Seed of the choice of tiles", None),
        "Which tiles of a large class, or without objects, are left out; another number leaves out "
        "others. The same number always leaves out the same tiles. Empty: 0.",
        advanced=True,
    )


def read_balance(values: Values) -> BalanceSettings:
    """What is asked for.

    Raises:
        ExportError: a value is out of range, or does nothing.
    """
    settings = BalanceSettings(
        values.optional_integer(MAX_PER_CLASS),
        values.choice("EMPTY_TILES"),
        values.optional_double("EMPTY_SHARE"),
        values.optional_integer(BALANCE_SEED) or 0,
    )
    if settings.looks_at_objects and not values.is_given(OBJECTS):
        raise ExportError(
            "{EMPTY_TILES} is about tiles without objects, and there are none; name their layer "
            "with {OBJECTS}, or choose {EMPTY_TILES=KEEP}."
        )
    if values.is_given(BALANCE_SEED) and not settings.is_wanted:
        raise ExportError(
            "{BALANCE_SEED} is given and no tile is left out by it; give {MAX_PER_CLASS} or "
            "{EMPTY_TILES}, too."
        )
    return settings
