"""The audit: leaks that were put in are found, and nothing else."""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import translate
from shapely.geometry import Polygon, box

from tilewright.core.audit.audit import audit_split
from tilewright.core.audit.near_duplicates import MOST_BITS, find_near_duplicates
from tilewright.core.audit.report import write_audit_report
from tilewright.core.audit.result import AuditInput
from tilewright.core.dataset.read import read_dataset_tiles, read_pictures
from tilewright.core.dataset.thumbnails import (
    Pictures,
    hash_differences,
    read_thumbnail,
    shows_something,
    shrink,
)
from tilewright.core.errors import CancelledError, ExportError, SplitError
from tilewright.core.geometry.outlines import TileGeometries
from tilewright.core.split.request import SplitRequest
from tilewright.core.split.split import split_tiles


@pytest.fixture(scope="session")
def utm():
    from rasterio.crs import CRS

    return CRS.from_epsg(32631).to_wkt()


@pytest.fixture
def audit(utm):
    """Audits boxes with splits; other keywords go to AuditInput."""

    def run(shapes, splits, pictures=None, crs=utm, **options):
        tiles = TileGeometries([shape.wkb for shape in shapes])
        names = [f"t{k}" for k in range(len(shapes))]
        given = AuditInput(tiles, crs, splits, names, **options)
        return given, audit_split(given, pictures)

    return run


def squares(count, step, side=100):
    return [
        box(
            500000 + step * c,
            4600000 + step * r,
            500000 + step * c + side,
            4600000 + step * r + side,
        )
        for r in range(count)
        for c in range(count)
    ]


def test_random_split_of_overlapping_tiles_fails_and_ours_passes(audit, utm):
    shapes = squares(12, 50)
    made_elsewhere = np.random.default_rng(0).choice(["train", "val"], len(shapes)).tolist()
    _, result = audit(shapes, made_elsewhere, pixel_counts=np.full(144, 100.0))
    assert not result.passed
    pairs = [
        (a, b)
        for a, b in combinations(range(144), 2)
        if made_elsewhere[a] != made_elsewhere[b] and shapes[a].intersection(shapes[b]).area > 0
    ]
    (row,) = result.facts["shared_ground"]
    area = sum(shapes[a].intersection(shapes[b]).area for a, b in pairs)
    assert (row["splits"], row["pairs"]) == (["train", "val"], len(pairs))
    assert row["square_metres"] == pytest.approx(area)
    # Tiles of a hundred metres and a hundred pixels have pixels of a hundred square metres.
    assert row["pixels"] == round(area / 100)
    assert set(np.flatnonzero(result.leaking).tolist()) == {k for pair in pairs for k in pair}
    assert f"{len(pairs)} pairs of tiles in train and val share ground" in result.leaks[0]

    tiles = TileGeometries([shape.wkb for shape in shapes])
    for request in (SplitRequest("BLOCKS", block_size=200), SplitRequest("BANDS")):
        ours = split_tiles(tiles, utm, request).splits().tolist()
        _, result = audit(shapes, ours)
        assert (result.passed, result.leaks) == (True, [])
        assert not result.leaking.any()
        assert result.warnings == [f"{ours.count(None)} tiles have no split and are left out."]


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=4, max_size=30))
def test_distances_equal_looking_at_all_pairs(utm, places):
    shapes = [box(500000 + 30 * x, 30 * y, 500025 + 30 * x, 25 + 30 * y) for x, y in places]
    splits = [("train", "val", "test")[k % 3] for k in range(len(shapes))]
    tiles = TileGeometries([shape.wkb for shape in shapes])
    result = audit_split(AuditInput(tiles, utm, splits, splits))
    for row in result.facts["distances"]:
        ours, theirs = (
            [shape for shape, split in zip(shapes, splits) if split == name]
            for name in row["splits"]
        )
        expected = min(a.distance(b) for a in ours for b in theirs)
        assert row["metres"] == pytest.approx(expected, abs=1e-3)
    assert result.passed == all(
        a == b or shapes[i].distance(shapes[j]) > 0
        for (i, a), (j, b) in combinations(enumerate(splits), 2)
    )


def test_asked_distance_is_kept_or_not(audit):
    shapes = squares(2, 150)
    splits = ["train", "train", "test", "test"]
    assert audit(shapes, splits, least_distance=50.0)[1].passed
    _, result = audit(shapes, splits, least_distance=51.0)
    assert re.fullmatch(
        r"train and test come as near as 50 m \(t[01] and t[23]\), and 51 m are asked for\.",
        result.leaks[0],
    )
    assert len(result.leaks) == 1
    assert not result.passed


def test_places_at_several_dates_belong_to_one_split(audit):
    once = squares(3, 100)
    splits = ["train"] * 6 + ["test"] * 3
    assert audit(once * 2, splits * 2)[1].passed
    _, result = audit(once * 2, splits + ["train"] * 9)
    assert result.facts["places"] == {"count": 9, "repeated": 9, "in_several_splits": 3}
    assert result.leaks[0].startswith("3 pairs of tiles in train and test share ground")
    assert result.leaks[1].startswith("3 places occur several times")


def test_classes_that_a_split_lacks_are_told(audit):
    labels = ["wood", "field", "wood", None]
    _, result = audit(squares(2, 200), ["train", "train", "val", "val"], labels=labels)
    assert result.passed
    assert result.warnings == ["No tile of class 'field' is in val."]
    assert result.facts["classes"] == {
        "field": {"train": {"tiles": 1, "percent": 50.0}, "val": {"tiles": 0, "percent": 0.0}},
        "wood": {"train": {"tiles": 1, "percent": 50.0}, "val": {"tiles": 1, "percent": 100.0}},
    }


def test_folds_of_any_name_are_splits(audit):
    _, result = audit(squares(3, 50), [f"fold {k % 5}" for k in range(9)])
    assert list(result.facts["splits"]) == [f"fold {k}" for k in range(5)]
    assert len(result.facts["distances"]) == 10
    assert not result.passed


def test_neighbours_across_the_antimeridian_are_near(audit):
    from rasterio.crs import CRS

    shapes = [box(-180, -17, -179.9, -16.9), box(179.8, -17, 179.95, -16.9)]
    tiles, result = audit(
        shapes, ["train", "val"], crs=CRS.from_epsg(4326).to_wkt(), least_distance=6000
    )
    (row,) = result.facts["distances"]
    assert row["metres"] == pytest.approx(0.05 * 106_500, rel=0.01)
    assert not result.passed
    # A map of the whole globe would show two dots.
    picture = read_map(write_audit_report("Fiji", tiles, result))
    assert (picture[3] > 0).mean() > 0.5


def test_large_numbers_are_written_out(audit):
    shapes = [
        box(500000 + x, 4600000 + y, 500000 + x + 6000, 4600000 + y + 4000)
        for x, y in ((0, 0), (1000.5, 1000), (0, 1_254_000))
    ]
    _, result = audit(shapes, ["train", "val", "test"], least_distance=1_250_001)
    ground, *near = result.leaks
    assert "(14998500 square metres)" in ground
    assert [
        re.search(r"as near as ([^ ]*) m .* and ([^ ]*) m are", text).groups() for text in near
    ] == [
        ("0", "1250001"),
        ("1250000", "1250001"),
        ("1249000", "1250001"),
    ]


def test_a_distance_that_is_no_number_is_refused(audit):
    with pytest.raises(SplitError, match="DISTANCE is nan metres"):
        audit(squares(2, 300), ["train", "val"] * 2, least_distance=float("nan"))


def test_a_field_with_too_many_classes_is_told_and_the_rest_is_looked_at(audit):
    count = 40
    labels = [f"c{k}" for k in range(count * count)]
    _, result = audit(squares(count, 100), ["train", "val"] * (count * 20), labels=labels)
    assert result.passed and result.facts["classes"] == {}
    assert result.warnings == [
        "Classes are not compared, because the tiles have 1600 different ones; name the right "
        "field with LABEL_FIELD."
    ]


def test_tiles_that_cross_themselves_share_the_ground_of_both_halves(audit):
    # The right half of one and the left half of the other meet in a square.
    crossed = Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    _, result = audit([crossed, translate(crossed, 5)], ["train", "val"])
    assert result.facts["shared_ground"][0]["square_metres"] == pytest.approx(12.5)
    assert not result.passed


def test_without_a_coordinate_system_pixels_are_still_compared(audit):
    _, result = audit(squares(2, 50), ["a", "b", "a", "b"], crs="")
    assert not result.passed
    assert result.facts["distances"] == []
    assert "square units" in result.leaks[0]
    with pytest.raises(SplitError, match="coordinate system"):
        audit(squares(2, 50), ["a", "b", "a", "b"], crs="", least_distance=5.0)


@pytest.mark.parametrize(
    ("splits", "part"),
    [
        ([], "There are no tiles"),
        ([None, None], "holds no split at all"),
        (["train", "train"], "holds only 'train'"),
        ([str(k) for k in range(51)], "holds 51 different values"),
    ],
)
def test_what_is_no_split_is_refused(audit, splits, part):
    shapes = [box(500000 + k, 0, 500001 + k, 1) for k in range(len(splits))]
    with pytest.raises(SplitError, match=part):
        audit(shapes, splits)


def test_cancel_stops(utm):
    tiles = TileGeometries([shape.wkb for shape in squares(3, 50)])
    given = AuditInput(tiles, utm, ["a", "b", "c"] * 3, [""] * 9)
    with pytest.raises(CancelledError):
        audit_split(given, is_cancelled=lambda: True)


# images


def texture(seed, side=64):
    """A picture with structure of several sizes, float 0 to 255."""
    rng = np.random.default_rng(seed)
    grey = np.zeros((side, side))
    for size in (4, 8, 16):
        grey += np.kron(rng.normal(size=(side // size, side // size)), np.ones((size, size)))
    return 128 + 30 * grey


@given(st.integers(1, 70), st.integers(1, 70))
def test_thumbnails_are_means_of_equal_cells(rows, columns):
    grey = np.random.default_rng(rows * 71 + columns).uniform(0, 9, (rows, columns))
    fine = np.kron(grey, np.ones((16, 17)))
    expected = fine.reshape(16, rows, 17, columns).mean(axis=(1, 3))
    assert shrink(grey) == pytest.approx(expected, abs=1e-4)


def test_invalid_pixels_count_as_the_mean():
    grey = texture(1)
    grey[:8, :8] = np.nan
    filled = np.where(np.isnan(grey), np.nanmean(grey), grey)
    assert shrink(grey) == pytest.approx(shrink(filled))
    assert np.isfinite(shrink(np.full((9, 9), np.nan))).all()


def test_hash_bits_say_which_neighbour_is_brighter():
    thumbnail = np.random.default_rng(0).normal(size=(16, 17)).astype(np.float32)
    bits = np.unpackbits(hash_differences(thumbnail)).reshape(16, 16)
    assert (bits == (np.diff(thumbnail, axis=1) > 0)).all()


def pictures_of(greys):
    thumbnails = np.stack([shrink(grey) for grey in greys])
    return Pictures(
        thumbnails,
        np.stack([hash_differences(t) for t in thumbnails]),
        np.array([shows_something(t) for t in thumbnails]),
    )


def test_copies_are_found_whatever_their_format_and_other_pictures_are_not():
    greys = [texture(k) for k in range(60)]
    rng = np.random.default_rng(7)
    greys.append(greys[3] + rng.normal(0, 3, (64, 64)))
    greys.append(1.1 * greys[4] + 5)
    greys.append(np.kron(greys[5], np.ones((2, 2))))
    greys += [np.full((64, 64), 80.0), np.full((64, 64), 80.0)]
    pictures = pictures_of(greys)
    assert pictures.usable.tolist() == [True] * 63 + [False] * 2
    codes = np.where(pictures.usable, np.arange(65) % 2, -1)
    codes[[60, 61, 62]] = 1 - codes[[3, 4, 5]]
    found = find_near_duplicates(pictures.thumbnails, pictures.hashes, codes)
    assert found.tolist() == [[3, 60], [4, 61], [5, 62]]
    codes[61] = codes[4]
    found = find_near_duplicates(pictures.thumbnails, pictures.hashes, codes)
    assert found.tolist() == [[3, 60], [5, 62]]


def test_all_hashes_within_the_limit_are_candidates():
    rng = np.random.default_rng(0)
    first = rng.integers(0, 2, 256, dtype=np.uint8)
    thumbnail = texture(1, 16)[:, :1].repeat(17, axis=1) + np.arange(17)
    hashes, expected = [np.packbits(first)], []
    for k in range(1, 40):
        bits = first.copy()
        flipped = rng.choice(256, k % 20, replace=False)
        bits[flipped] ^= 1
        hashes.append(np.packbits(bits))
        if k % 20 <= MOST_BITS:
            expected.append([0, k])
    thumbnails = np.tile(thumbnail.astype(np.float32), (40, 1, 1))
    codes = np.array([0] + [1] * 39)
    found = find_near_duplicates(thumbnails, np.array(hashes), codes)
    assert found.tolist() == expected


def test_images_that_look_the_same_in_two_splits_leak(audit):
    greys = [texture(k) for k in range(8)] + [texture(2)]
    splits = ["train"] * 6 + ["test"] * 3
    shapes = squares(3, 300)
    _, result = audit(shapes, splits, pictures_of(greys))
    assert result.facts["duplicates"] == {"compared": 9, "pairs": 1, "examples": [["t2", "t8"]]}
    assert result.leaks == [
        "1 pairs of images in different splits look the same, such as t2 and t8."
    ]
    assert np.flatnonzero(result.leaking).tolist() == [2, 8]
    splits[2] = "test"
    assert audit(shapes, splits, pictures_of(greys))[1].passed


@pytest.mark.filterwarnings("ignore:Dataset has no geotransform")
@pytest.mark.parametrize("kind", ["png", "jpg", "tif", "npy"])
def test_images_of_all_formats_are_read(tmp_path, make_raster, kind):
    values = np.stack([np.clip(texture(k), 0, 255) for k in range(3)]).astype("uint8")
    path = tmp_path / f"a.{kind}"
    if kind == "npy":
        np.save(path, values)
    elif kind == "tif":
        path = Path(make_raster(values, name="a.tif"))
    else:
        from PIL import Image

        Image.fromarray(values.transpose(1, 2, 0)).save(
            path, **({"quality": 95, "subsampling": 0} if kind == "jpg" else {})
        )
    expected = shrink(values.mean(axis=0))
    assert read_thumbnail(str(path)) == pytest.approx(expected, abs=3 if kind == "jpg" else 0.01)


def test_datasets_are_read_from_their_manifest(tmp_path):
    (tmp_path / "images").mkdir()
    lines = ["file,split,xmin,ymin,xmax,ymax,crs"]
    for k in range(4):
        np.save(tmp_path / "images" / f"{k}.npy", texture(k % 3)[None])
        split = ("train", "val")[k // 2]
        lines.append(f"images/{k}.npy,{split},{100 * k},0,{100 * k + 100},100,EPSG:32631")
    (tmp_path / "tiles.csv").write_text("\n".join(lines) + "\n")
    table = read_dataset_tiles(tmp_path)
    assert table.geometries.bounds.tolist() == [[100 * k, 0, 100 * k + 100, 100] for k in range(4)]
    assert table["split"].tolist() == ["train", "train", "val", "val"]
    pictures = read_pictures(tmp_path, table["file"].tolist())
    assert (pictures.hashes[0] == pictures.hashes[3]).all()
    assert pictures.usable.all()
    for name in ("../x.png", "/etc/x.png", None):
        with pytest.raises(ExportError, match="outside the dataset"):
            read_pictures(tmp_path, [name])
    with pytest.raises(ExportError, match="cannot be read as an image"):
        read_pictures(tmp_path, ["tiles.csv"])
    with pytest.raises(ExportError, match="is not a dataset"):
        read_dataset_tiles(tmp_path / "images")
    (tmp_path / "tiles.csv").write_text("file,split\na,train\n")
    with pytest.raises(ExportError, match="does not say where its tiles are"):
        read_dataset_tiles(tmp_path)


def test_pickled_arrays_are_refused(tmp_path):
    np.save(tmp_path / "a.npy", np.array([{"a": 1}], dtype=object), allow_pickle=True)
    with pytest.raises(ExportError, match="cannot be read as an image"):
        read_thumbnail(str(tmp_path / "a.npy"))


# the report


def test_report_says_what_the_facts_say_and_shows_names_as_they_are(audit):
    shapes = squares(4, 50)
    hostile = '<script>alert("x")</script> & co'
    splits = [("train", "val", hostile)[k % 3] for k in range(16)]
    labels = [(hostile, "wood")[k % 2] for k in range(16)]
    given, result = audit(shapes, splits, labels=labels)
    page = write_audit_report(hostile, given, result).decode("utf-8")
    assert "<script" not in page
    assert page.count("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; co") > 5
    assert "The splits leak: 3 findings." in page
    for row in result.facts["shared_ground"]:
        assert f">{row['pairs']}</td>" in page
    assert "data:image/png;base64," in page
    assert json.loads(json.dumps(result.facts, allow_nan=False)) == result.facts


@pytest.mark.filterwarnings("ignore:Dataset has no geotransform")
def read_map(page):
    """Bands of the picture in a report."""
    import base64

    import rasterio

    data = base64.b64decode(re.search(r"base64,([^\"]+)", page.decode("utf-8")).group(1))
    with rasterio.MemoryFile(data) as memory, memory.open() as dataset:
        return dataset.read()


def test_map_shows_each_tile_where_it_is(audit):
    shapes = [box(0, 0, 100, 100), box(300, 200, 400, 300)]
    given, result = audit(shapes, ["train", "test"])
    picture = read_map(write_audit_report("map", given, result))
    _, height, width = picture.shape
    assert (width, height) == (760, 570)
    assert picture[:, 569 - 60, 60].tolist() == [0x00, 0x72, 0xB2, 255]
    assert picture[:, 60, 700].tolist() == [0xE6, 0x9F, 0x00, 255]
    assert picture[3, 60, 60] == 0
    assert picture[3].astype(bool).mean() == pytest.approx(2 / 12, abs=0.01)
