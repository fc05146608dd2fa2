"""Contact sheets: where pictures lie, their colours, and what is on them."""

import io
import json

import numpy as np
import pytest
from PIL import Image

from tilewright.core.errors import ExportError
from tilewright.core.report.color_key import KeyEntry, merge_keys, place_entries
from tilewright.core.report.contact_sheet import Picture, SheetRow, draw_sheet
from tilewright.core.report.pictures import dataset_rows, raster_picture

RED, BLUE = (200, 10, 20), (0, 0, 250)


def plain(color, height=20, width=20):
    return np.full((height, width, 3), color, dtype=np.uint8)


def pixels_of(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


def test_pictures_lie_in_rows_and_columns():
    rows = [
        SheetRow("", [Picture("", plain(RED)), Picture("", plain(BLUE))]),
        SheetRow("", [Picture("", plain(BLUE, 10, 20))]),
    ]
    sheet = pixels_of(draw_sheet(rows, 40))
    assert sheet.shape == (8 + 2 * 48, 8 + 2 * 48, 3)
    assert (sheet[8:48, 8:48] == RED).all()
    assert (sheet[8:48, 56:96] == BLUE).all()
    # Half as high as wide: in the middle of its square.
    assert (sheet[66:86, 8:48] == BLUE).all()
    assert (sheet[56:66, 8:48] == 255).all()
    assert (sheet[86:96, 8:48] == 255).all()


def test_captions_and_titles_take_lines_and_are_drawn():
    bare = pixels_of(draw_sheet([SheetRow("", [Picture("", plain(RED))])], 40))
    named = pixels_of(draw_sheet([SheetRow("tïtle", [Picture("a" * 90, plain(RED))])], 40))
    assert named.shape[0] == bare.shape[0] + 18 + 26
    assert (named[8:26] < 200).any()
    assert (named[-24:, 8:48] < 200).any()
    # A long caption stays below its own picture.
    assert (named[-24:, 48:] == 255).all()


def test_invalid_pixels_are_grey_and_classes_never_mixed():
    valid = np.ones((2, 2), dtype=bool)
    valid[0, 0] = False
    colors = np.array([[RED, BLUE], [BLUE, RED]], dtype=np.uint8)
    sheet = pixels_of(draw_sheet([SheetRow("", [Picture("", colors, valid, True)])], 30))
    found = {tuple(c) for c in sheet[8:38, 8:38].reshape(-1, 3).tolist()}
    assert found == {(225, 225, 225), RED, BLUE}
    assert (sheet[8:23, 8:23] == 225).all()


def test_the_same_pictures_give_the_same_bytes():
    rows = [SheetRow("x", [Picture("y", plain(RED, 33, 21))])]
    assert draw_sheet(rows, 50) == draw_sheet(rows, 50)


def test_a_key_tells_the_colours_of_classes_once():
    entries = [KeyEntry("water", (0, 0, 255)), KeyEntry("wood", (0, 99, 0))]
    pictures = [
        Picture("", plain(RED), key=entries[:1]),
        Picture("", plain(RED), key=entries),
    ]
    bare = pixels_of(draw_sheet([SheetRow("", [Picture("", plain(RED))] * 2)], 60))
    sheet = pixels_of(draw_sheet([SheetRow("", pictures)], 60))
    assert np.array_equal(sheet[: len(bare)], bare)
    assert sheet.shape[1] == bare.shape[1]
    key = sheet[len(bare) :]
    for entry in entries:
        rows, columns = np.nonzero((key == entry.color).all(axis=2))
        # A swatch of 12 pixels a side with a dark edge, once.
        assert len(rows) == 100
        assert (np.ptp(rows), np.ptp(columns)) == (9, 9)
    assert (key == (34, 34, 34)).all(axis=2).sum() > 2 * 44


def test_classes_that_share_a_colour_say_which_picture_they_are_of():
    water, pond = KeyEntry("water", BLUE), KeyEntry("pond", BLUE)
    wood, red_wood = KeyEntry("wood", (0, 99, 0)), KeyEntry("wood", RED)
    bare = KeyEntry("bare", (9, 9, 9))
    assert merge_keys([("a", [water, bare]), ("b", [water, bare])]) == [water, bare]
    assert merge_keys([("a", [water, wood, bare]), ("b", [pond, red_wood, bare])]) == [
        KeyEntry("a: water", BLUE), KeyEntry("a: wood", (0, 99, 0)), bare,
        KeyEntry("b: pond", BLUE), KeyEntry("b: wood", RED),
    ]  # fmt: skip
    assert merge_keys([("a", [water]), ("b", [water]), ("c", [pond])]) == [
        KeyEntry("a and 1 more: water", BLUE), KeyEntry("c: pond", BLUE),
    ]  # fmt: skip
    # Without a title there is nothing to say.
    assert merge_keys([("", [water]), ("", [pond])]) == [water, pond]


def test_a_row_has_the_colour_of_its_class_in_front_of_its_title():
    pictures = [Picture("", plain((9, 9, 9)))] * 4
    bare = pixels_of(draw_sheet([SheetRow("a", pictures)], 40))
    sheet = pixels_of(draw_sheet([SheetRow("a", pictures, RED)], 40))
    assert sheet.shape == bare.shape and np.array_equal(sheet[34:], bare[34:])
    assert (sheet[12:22, 9:19] == RED).all()
    assert (sheet[11:23, 8] == (34, 34, 34)).all()
    assert np.array_equal(sheet[8:34, 26:90], bare[8:34, 8:72])


def test_a_long_key_takes_several_lines():
    entries = [KeyEntry(f"class {k}", (k, k, 200)) for k in range(30)]
    lines = place_entries(entries, 200, 18, lambda text, room: text[:5], lambda text: 40)
    assert [(e.text, e.left, e.top) for e in lines[:4]] == [
        ("class", 0, 0), ("class", 74, 0), ("class", 0, 18), ("class", 74, 18),
    ]  # fmt: skip
    assert lines[-1].top == 14 * 18
    assert lines[1].swatch(18) == (74, 3, 85, 14)
    assert lines[1].text_left == 92


def test_nothing_and_too_much_are_refused():
    with pytest.raises(ExportError, match="no picture"):
        draw_sheet([SheetRow("x", [])], 50)
    many = [SheetRow("", [Picture("", plain(RED))] * 100)] * 100
    with pytest.raises(ExportError, match="choose a smaller CELL"):
        draw_sheet(many, 2000)


def test_a_class_raster_is_shown_in_its_own_colours(open_source):
    codes = np.array([[1, 1], [2, 0]], dtype="uint8")
    source = open_source(codes, tagged=0, colormap={1: (*RED, 255), 2: (*BLUE, 255)})
    picture = raster_picture(source, 100, "c", {"1": "water", "3": "none here", "9": "no colour"})
    assert picture.is_classes
    assert picture.pixels[0, 0].tolist() == list(RED)
    assert picture.pixels[1, 0].tolist() == list(BLUE)
    assert picture.valid.tolist() == [[True, True], [True, False]]
    # 2 has no name, 3 no pixel, 9 neither pixel nor colour.
    assert picture.key == (KeyEntry("water", RED),)


def test_a_large_raster_is_read_small(open_source):
    values = np.random.default_rng(0).integers(0, 9, (3, 50, 400), dtype="uint8")
    picture = raster_picture(open_source(values), 100, "c")
    assert picture.pixels.shape == (12, 100, 3)


@pytest.fixture
def dataset(tmp_path):
    """A dataset of 8-bit PNGs whose red is their number."""
    lines = ["file,label,split,tile_id"]
    for k in range(12):
        label, split = "ab"[k % 2], "train" if k < 8 else "test"
        name = f"{split}/{label}/{label}_{k:03}.png"
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(plain((k, 0, 0))).save(path)
        lines.append(f"{name},{label},{split},t{k:03}")
    (tmp_path / "tiles.csv").write_text("\n".join(lines) + "\n")
    (tmp_path / "dataset.json").write_text(json.dumps({"bands": ["red", "green", "blue"]}))
    return tmp_path


def test_a_dataset_shows_each_class_and_split_at_random(dataset):
    rows = dataset_rows(str(dataset), 2, 0, 32)
    assert [row.title for row in rows] == [
        "a / train: 4", "a / test: 2", "b / train: 4", "b / test: 2",
    ]  # fmt: skip
    assert all(len(row.pictures) == 2 for row in rows)
    for row in rows:
        for picture in row.pictures:
            number = int(picture.caption[1:])
            assert (picture.pixels[..., 0] == number).all()
            assert "ab"[number % 2] == row.title[0]
    again = dataset_rows(str(dataset), 2, 0, 32)
    shown = [[p.caption for p in row.pictures] for row in rows]
    assert shown == [[p.caption for p in row.pictures] for row in again]
    others = [
        [[p.caption for p in row.pictures] for row in dataset_rows(str(dataset), 2, s, 32)]
        for s in range(1, 6)
    ]
    assert any(other != shown for other in others)
    bare = dataset_rows(str(dataset), 9, 0, 32, has_captions=False)
    assert [len(row.pictures) for row in bare] == [4, 2, 4, 2]
    assert not any(p.caption for row in bare for p in row.pictures)


@pytest.mark.parametrize("extension", ["npy", "tif"])
def test_tiles_of_any_format_are_shown_as_red_green_blue(tmp_path, extension):
    values = np.zeros((4, 8, 8), dtype="uint8")
    values[2] = 200
    if extension == "npy":
        np.save(tmp_path / "t.npy", values)
    else:
        import rasterio

        with rasterio.open(
            tmp_path / "t.tif", "w", driver="GTiff", count=4, width=8, height=8, dtype="uint8",
            transform=rasterio.transform.Affine(1, 0, 5, 0, -1, 5),
        ) as file:  # fmt: skip
            file.write(values)
    (tmp_path / "tiles.csv").write_text(f"file,label\nt.{extension},a\n")
    (tmp_path / "dataset.json").write_text(json.dumps({"bands": ["nir", "Blue", "Red", "Green"]}))
    picture = dataset_rows(str(tmp_path), 1, 0, 32)[0].pictures[0]
    assert picture.pixels[0, 0].tolist() == [200, 0, 0]


def test_folders_and_tiles_that_cannot_be_shown_say_why(dataset, tmp_path):
    with pytest.raises(ExportError, match="holds no tiles.csv"):
        dataset_rows(str(tmp_path / "train"), 2, 0, 32)
    (dataset / "train/a/a_000.png").write_bytes(b"no picture")
    with pytest.raises(ExportError, match="a_000.png cannot be read"):
        dataset_rows(str(dataset), 9, 0, 32)
    (dataset / "tiles.csv").write_text("file,label\n../../etc/passwd,a\n")
    with pytest.raises(ExportError, match="which is not in the dataset's folder"):
        dataset_rows(str(dataset), 9, 0, 32)
    (dataset / "tiles.csv").write_text("file,label\n")
    with pytest.raises(ExportError, match="has no tiles"):
        dataset_rows(str(dataset), 9, 0, 32)


def test_pickled_tiles_are_not_opened(tmp_path):
    np.save(tmp_path / "t.npy", np.array([{"a": 1}], dtype=object), allow_pickle=True)
    (tmp_path / "tiles.csv").write_text("file,label\nt.npy,a\n")
    with pytest.raises(ExportError, match="cannot be read"):
        dataset_rows(str(tmp_path), 1, 0, 32)


def test_rows_are_in_the_order_of_the_class_numbers_and_in_their_colours(tmp_path):
    lines = ["file,label,split,tile_id"]
    for k, (label, folder) in enumerate((("0-10 %", "0-10 %25"), (">10 %", "%3E10 %25"))):
        (tmp_path / folder).mkdir()
        Image.fromarray(plain((k, 0, 0))).save(tmp_path / folder / "x.png")
        lines.append(f"{folder}/x.png,{label},,t{k}")
    (tmp_path / "tiles.csv").write_text("\n".join(lines) + "\n")
    classes = [{"name": ">10 %", "color": "#c80a14"}, {"name": "0-10 %"}]
    (tmp_path / "dataset.json").write_text(json.dumps({"classes": classes}))
    rows = dataset_rows(str(tmp_path), 2, 0, 32)
    assert [(row.title, row.color) for row in rows] == [(">10 %: 1", RED), ("0-10 %: 1", None)]
