"""Which later scene a tile is paired with, against trying all by hand."""

import numpy as np
import pytest

from tilewright.core.errors import ExportError
from tilewright.core.scenes.pairs import ELSEWHERE, Pairing
from tilewright.core.tiles.reasons import TOO_FEW_VALID, Reason
from tilewright.core.tiles.table import TEXT, TILE_ID, TileTable, make_column
from tilewright.core.tiles.words import DATE, SCENE

DATES = ["2021-03-01", "2020-01-01", "2021-03-01", "2022-05-01", "2023-01-01"]
NAMES = list("abcde")


@pytest.mark.parametrize("method", ["CONSECUTIVE", "FIRST_LAST"])
@pytest.mark.parametrize("seed", range(20))
def test_the_scene_is_the_nearest_or_the_last_that_shows_the_tile(method, seed):
    rng = np.random.default_rng(seed)
    parts = rng.integers(0, 5, 40)
    # 0: elsewhere, 1: not usable, 2: shown; each tile is shown by its own scene.
    shown = rng.choice(3, (5, 40), p=(0.4, 0.2, 0.4))
    shown[parts, np.arange(40)] = 2
    answers = (ELSEWHERE, Reason(TOO_FEW_VALID), None)

    def look(scene, tiles):
        return make_column(TEXT, [answers[k] for k in shown[scene, tiles]])

    seconds, reasons = Pairing(method, NAMES, DATES).choose(parts, look)
    for tile, part in enumerate(parts.tolist()):
        order = sorted(range(5), key=lambda k: (DATES[k], k))
        later = [k for k in order if DATES[k] > DATES[part]]
        earlier = [k for k in order if DATES[k] < DATES[part]]
        good = [k for k in later if shown[k, tile] == 2]
        bad = [k for k in later if shown[k, tile] == 1]
        is_first = not any(shown[k, tile] == 2 for k in earlier)
        if method == "FIRST_LAST":
            bad = bad[::-1]
            if not is_first:
                assert (seconds[tile], reasons[tile]) == (-1, "an earlier date is here")
                continue
        if good:
            assert seconds[tile] == good[0 if method == "CONSECUTIVE" else -1]
            assert reasons[tile] is None
        else:
            assert seconds[tile] == -1
            expected = "no later date here"
            if bad:
                name = NAMES[bad[0]]
                expected = f"no later date is usable here ({name}: too few valid pixels)"
            assert reasons[tile] == expected


def test_names_stand_behind_those_of_the_first():
    fields = [TILE_ID, SCENE, DATE]
    columns = {f.name: make_column(TEXT, ["x", "y"]) for f in fields}
    table = TileTable(fields, columns, [b"", b""])
    named = Pairing("CONSECUTIVE", NAMES, DATES).name_seconds(table, np.array([3, 4]))
    assert [f.name for f in named.fields] == ["tile_id", "scene", "date", "scene2", "date2"]
    assert named["scene2"].tolist() == ["d", "e"]
    assert named["date2"].tolist() == ["2022-05-01", "2023-01-01"]
    again = Pairing("CONSECUTIVE", NAMES, DATES).name_seconds(named, np.array([0, 0]))
    assert [f.name for f in again.fields] == [f.name for f in named.fields]


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (["2020-01-01", ""], "nothing tells those of b; give them in a column date"),
        (["2020-01-01"] * 2, "needs scenes of two dates, and all are of 2020-01-01"),
    ],
)
def test_scenes_without_an_order_are_refused(dates, said):
    with pytest.raises(ExportError) as told:
        Pairing("CONSECUTIVE", NAMES[:2], dates).check()
    assert said in str(told.value)
