"""Which pixels are sampled: against rasterio, brute force, and however the raster is stored."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasterio.features import rasterize
from rasterio.transform import Affine
from shapely.geometry import MultiPolygon, Point, Polygon, box

from tilewright.core.errors import CancelledError, FileError, LayerError
from tilewright.core.polygons.burn import COVERAGE, PolygonBurner
from tilewright.core.samples.labelled import PixelSampler
from tilewright.core.samples.samples import PixelSamples
from tilewright.core.samples.thin import ThinningRule, thin_samples
from tilewright.core.samples.unlabelled import sample_raster

UTM = (10.0, 0.0, 500000.0, 0.0, -10.0, 4600000.0)


def star(x, y, radius, seed):
    """A polygon of 12 corners at random distances from a centre."""
    rng = np.random.default_rng(seed)
    angles = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    reach = radius * rng.uniform(0.3, 1, 12)
    return Polygon(np.stack((x + reach * np.cos(angles), y + reach * np.sin(angles)), axis=1))


STARS = [star(500000 + 317 * k, 4600000 - 290 * k, 400 + 37 * k, k) for k in range(1, 9)]
IDS = [1, 2, 3, 1, 2, 3, 1, 2]


def collect(source, burner):
    sampler = PixelSampler(source, burner)
    batches = list(sampler.read())
    return PixelSamples.concatenate(batches), sampler


def oracle(shapes, ids, shape, transform):
    """Class of each pixel by rasterio on the whole raster, 0 where two classes are."""
    found = np.zeros(shape, dtype=int)
    claims = np.zeros(shape, dtype=int)
    for class_id in set(ids):
        own = [s for s, i in zip(shapes, ids) if i == class_id]
        hit = rasterize(own, out_shape=shape, transform=Affine(*transform)) > 0
        found[hit] = class_id
        claims += hit
    return np.where(claims == 1, found, 0), int((claims > 1).sum())


@pytest.mark.parametrize(
    ("transform", "profile"),
    [
        (UTM, {}),
        (UTM, {"tiled": True, "blockxsize": 64, "blockysize": 32}),
        ((7.0, 2.0, 500000.0, 1.5, -8.0, 4600000.0), {}),
        ((10.0, 0.0, 500000.0, 0.0, 10.0, 4597000.0), {}),
    ],
    ids=["strips", "blocks", "rotated", "south up"],
)
def test_samples_are_the_pixels_that_rasterio_burns(open_source, transform, profile):
    values = np.random.default_rng(0).integers(0, 9000, (3, 300, 310), dtype="uint16")
    source = open_source(values, transform=transform, **profile)
    samples, sampler = collect(source, PolygonBurner(STARS, IDS, transform))
    expected, twice = oracle(STARS, IDS, (300, 310), transform)
    rows, cols = np.nonzero(expected)
    assert len(rows) > 5000
    assert twice > 100
    assert sampler.claimed_twice == twice
    assert np.array_equal(samples.rows, rows)
    assert np.array_equal(samples.cols, cols)
    assert np.array_equal(samples.class_ids, expected[rows, cols])
    assert np.array_equal(samples.values, values[:, rows, cols].T)
    assert sampler.counts == {k: int((expected == k).sum()) for k in (1, 2, 3)}
    xy = samples.places(transform)
    own = [STARS[k] for k in samples.polygons.tolist()]
    assert all(p.distance(Point(*place)) < 1e-6 for p, place in zip(own, xy.tolist()))


def test_windows_are_cut_where_they_may_but_samples_stay(open_source, monkeypatch):
    from tilewright.core.samples import labelled as sample_pixels

    values = np.random.default_rng(0).integers(0, 9000, (1, 300, 310), dtype="uint16")
    source = open_source(values, tiled=True, blockxsize=16, blockysize=16)
    whole, _ = collect(source, PolygonBurner(STARS, IDS, UTM))
    monkeypatch.setattr(sample_pixels, "_PIXELS", 1000)
    monkeypatch.setattr(sample_pixels, "_ROWS", 16)
    cut, _ = collect(source, PolygonBurner(STARS, IDS, UTM))
    for name in ("values", "class_ids", "polygons", "cols", "rows"):
        assert np.array_equal(getattr(whole, name), getattr(cut, name))


def test_parts_of_a_multipolygon_are_polygons_of_their_own(open_source):
    source = open_source(np.ones((10, 10), dtype="uint8"))
    parts = MultiPolygon(
        [box(500000, 4599980, 500020, 4600000), box(500050, 4599900, 500090, 4599920)]
    )
    samples, _ = collect(source, PolygonBurner([parts], [7], UTM))
    assert samples.polygons.tolist() == [0] * 4 + [1] * 8
    assert set(samples.class_ids.tolist()) == {7}


def test_coverage_takes_pixels_by_their_share(open_source):
    source = open_source(np.ones((10, 10), dtype="uint8"))
    # 25 %, 75 % and 100 % of three pixels.
    shape = box(500007.5, 4599990, 500020, 4600000).union(box(500020, 4599992.5, 500030, 4600000))
    for least, expected in ((20, [0, 1, 2]), (50, [1, 2]), (76, [1]), (100, [1])):
        samples, _ = collect(source, PolygonBurner([shape], [1], UTM, COVERAGE, least))
        assert samples.cols.tolist() == expected, least
    for least in (0, 101, float("nan")):
        with pytest.raises(LayerError, match="MIN_COVERAGE is"):
            PolygonBurner([shape], [1], UTM, COVERAGE, least)


def test_a_pixel_with_nodata_in_any_band_is_left_out(open_source):
    values = np.full((2, 6, 6), 5.0, dtype="float32")
    values[0, 0, 0] = np.nan
    values[1, 0, 1] = -9999
    values[1, 0, 2] = 3
    source = open_source(values, tagged=-9999, nodata=3)
    whole = box(500000, 4599940, 500060, 4600000)
    samples, sampler = collect(source, PolygonBurner([whole], [1], UTM))
    assert sampler.without_value == 3
    assert len(samples) == 33
    assert (samples.values == 5).all()


def test_sampling_stops_when_asked(open_source):
    source = open_source(np.ones((50, 50), dtype="uint8"))
    sampler = PixelSampler(source, PolygonBurner(STARS, IDS, UTM), is_cancelled=lambda: True)
    with pytest.raises(CancelledError):
        list(sampler.read())


def field(side=40, classes=3, seed=0):
    """Samples of every pixel of a square."""
    rows, cols = (v.reshape(-1) for v in np.indices((side, side)))
    ids = np.random.default_rng(seed).integers(1, classes + 1, side * side).astype(np.int32)
    return PixelSamples(np.stack((rows, cols), axis=1), ids, np.zeros(len(ids), int), cols, rows)


def cut(samples, pieces):
    return [samples.select(part) for part in np.array_split(np.arange(len(samples)), pieces)]


@pytest.mark.parametrize(
    "rule",
    [
        ThinningRule(max_per_class=20, seed=1),
        ThinningRule(distance=35, pixel_size=(10, 10)),
        ThinningRule(max_per_class=9, distance=20, pixel_size=(10, 15), seed=4),
    ],
    ids=["cap", "distance", "both"],
)
def test_thinning_keeps_its_promises_however_the_stream_is_cut(rule):
    samples = field()
    kept = thin_samples([samples], rule)
    again = thin_samples(cut(samples, 23), rule)
    assert np.array_equal(kept.values, again.values)
    order = np.lexsort((kept.cols, kept.rows))
    assert order.tolist() == list(range(len(kept)))
    xy = np.stack((kept.cols * rule.pixel_size[0], kept.rows * rule.pixel_size[1]), axis=1)
    for class_id in (1, 2, 3):
        own = xy[kept.class_ids == class_id]
        if rule.max_per_class:
            assert len(own) == rule.max_per_class
        if rule.distance:
            apart = np.hypot(*(own[:, None] - own[None]).transpose(2, 0, 1))
            assert apart[~np.eye(len(own), dtype=bool)].min() >= rule.distance - 1e-9
            if not rule.max_per_class:
                # A quarter of what a perfect hexagonal packing would hold.
                assert len(own) > 0.25 * 400**2 / (rule.distance**2 * 3**0.5 / 2)
    other = thin_samples([samples], ThinningRule(**{**vars(rule), "seed": 99}))
    assert not np.array_equal(kept.values, other.values)


def test_the_random_choice_is_the_same_everywhere():
    rows, cols = (v.reshape(-1) for v in np.indices((10, 10)))
    ids = ((rows + cols) % 2 + 1).astype(np.int32)
    board = PixelSamples(np.stack((rows, cols), axis=1), ids, np.zeros(100, int), cols, rows)
    kept = thin_samples([board], ThinningRule(max_per_class=3, seed=5))
    assert kept.values.tolist() == [[2, 1], [4, 2], [6, 9], [8, 5], [9, 7], [9, 9]]


@given(st.integers(1, 60), st.integers(0, 9))
def test_a_cap_keeps_all_of_small_classes(cap, seed):
    samples = field(12, 4, seed)
    kept = thin_samples(cut(samples, 5), ThinningRule(max_per_class=cap, seed=seed))
    for class_id in range(1, 5):
        count = int((samples.class_ids == class_id).sum())
        assert int((kept.class_ids == class_id).sum()) == min(cap, count)


@pytest.mark.parametrize(
    ("rule", "text"),
    [({"max_per_class": 0}, "MAX_PER_CLASS is 0"), ({"distance": -1}, "MIN_DISTANCE is -1")],
)
def test_rules_that_make_no_sense_are_refused(rule, text):
    with pytest.raises(LayerError, match=text):
        ThinningRule(**rule)


def test_nothing_to_thin_is_nothing():
    assert thin_samples([], ThinningRule(max_per_class=3)) is None
    assert thin_samples([], ThinningRule()) is None


def test_pixels_from_anywhere_are_valid_different_and_seeded(open_source):
    values = np.arange(200 * 300, dtype="float32").reshape(1, 200, 300)
    values[0, :100] = np.nan
    source = open_source(values)
    one, two, other = (sample_raster(source, 500, seed) for seed in (1, 1, 2))
    assert len(one) == 500
    assert np.array_equal(one.values[:, 0], one.rows * 300.0 + one.cols)
    assert len(np.unique(one.values)) == 500
    assert one.rows.min() >= 100
    assert np.array_equal(one.values, two.values)
    assert not np.array_equal(one.values, other.values)
    # Spread over what is valid: the mean of 500 is within four deviations.
    assert abs(one.cols.mean() - 149.5) < 4 * 300 / 12**0.5 / 500**0.5
    assert len(sample_raster(source, 10**6, 0)) == 100 * 300


def test_columns_are_named_without_doubles():
    from tilewright.core.samples.table import column_names

    names = column_names(("red", "Red", " ", "label", "X", "red_2"))
    assert names == ["red", "Red_2", "band 3", "label_2", "X_2", "red_2_2"]


def test_tables_come_back_as_they_were_written(tmp_path):
    from tilewright.core.classes.legend import LegendClass
    from tilewright.core.samples.table import read_samples, write_samples

    values = np.array([[0.007, 0.1], [1e-7, 16777216.0], [-3.25, 1 / 3]], dtype="float32")
    samples = PixelSamples(
        values, np.array([2, 1, 2]), np.array([4, 0, 1]), np.array([0, 1, 2]), np.array([0, 0, 5])
    )
    legend = (
        LegendClass(1, 'Vårbyg; "a"', (1, 2, 3)),
        LegendClass(2, "=a,b", (255, 0, 16)),
    )
    for separator in ",;":
        path = tmp_path / f"tä ble{ord(separator)}.csv"
        count = write_samples(str(path), [samples], ["@B04", "B;8"], legend, UTM, separator)
        assert count == 3
        table = read_samples(str(path))
        assert table.bands == ("@B04", "B;8")
        assert np.array_equal(table.values.astype("float32"), values)
        assert table.labels == ["=a,b", 'Vårbyg; "a"', "=a,b"]
        assert table.class_ids == {"=a,b": 2, 'Vårbyg; "a"': 1}
        assert table.colors == {"=a,b": (255, 0, 16), 'Vårbyg; "a"': (1, 2, 3)}
        assert table.polygons.tolist() == [4, 0, 1]
        assert path.read_text("utf-8").startswith("'@B04")
        assert path.read_text("utf-8").splitlines()[1].startswith(f"0.007{separator}0.1{separator}")
    assert [p.name for p in tmp_path.iterdir() if ".part" in p.name] == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1,2\n", "no column label or class_id; it has a, b"),
        ("label,a\nx,2\n", "no columns of band values before 'label'"),
        ("a,label\n1,x\noops,y\n", "Line 3 of t.csv holds a value that is not a number: oops, y"),
        *(
            (f"a,label,polygon\n1,x,{number}\n", f"Line 2 of t.csv has '{number}' as its polygon")
            for number in ("9e999", "1e30", "2.5", "nan")
        ),
        ("a,label,class_id\n1,x,two\n", "Line 2 of t.csv has 'two' as its class_id; give a whole"),
        ("a,label\n", "no rows with a class"),
        ("a,label\nnan,x\n", "not finite"),
        ("", "no column label"),
    ],
)
def test_tables_that_cannot_be_used_say_why(tmp_path, text, message):
    from tilewright.core.samples.table import read_samples

    path = tmp_path / "t.csv"
    path.write_text(text)
    with pytest.raises(LayerError, match=message):
        read_samples(str(path))


def test_a_foreign_table_needs_bands_and_a_class_only(tmp_path):
    from tilewright.core.samples.table import read_samples

    path = tmp_path / "seed.csv"
    path.write_text("B04;B03;feature_id\n0.007;0.0152;1\n0.2;0.3;3\n")
    table = read_samples(str(path))
    assert (table.bands, table.labels) == (("B04", "B03"), ["1", "3"])
    assert table.polygons.tolist() == [-1, -1]
    binary = tmp_path / "b.csv"
    binary.write_bytes(b"a,b\n\xff\xfa")
    with pytest.raises(FileError, match="b.csv is not a text in UTF-8, as line 2 shows"):
        read_samples(str(binary))


def test_strips_follow_the_blocks_of_the_raster():
    from tilewright.core.samples.labelled import strip_windows, strips

    for block in ((1, 5000), (256, 256), (1024, 1024), (9000, 5000), (7, 13)):
        info = SimpleNamespace(block_shape=block, width=5000, height=9000)
        seen = np.zeros((90, 50), dtype=int)
        for top, height in strips(info):
            assert top % min(block[0], 1024) == 0
            for left, first, width, rows in strip_windows(info, top, height):
                assert (first, rows) == (top, height)
                assert width * rows <= 1024**2
                seen[-(-top // 100) : -(-(top + rows) // 100),
                     -(-left // 100) : -(-(left + width) // 100)] += 1  # fmt: skip
        assert (seen == 1).all()


def test_strips_of_an_endless_raster_are_those_that_matter():
    from tilewright.core.samples.labelled import strip_windows, strips

    info = SimpleNamespace(block_shape=(256, 256), width=10**9, height=10**9)
    rows = np.array([3.5, 10.0**9 - 2]), np.array([9.0, 10.0**12])
    found = list(strips(info, *rows))
    assert found == [(0, 256), (10**9 - 256, 256)]
    windows = list(
        strip_windows(info, 0, 256, np.array([-(10.0**12), 5000.0]), np.array([1, 5001.0]))
    )
    assert windows == [(0, 0, 4096, 256), (4096, 0, 4096, 256)]
