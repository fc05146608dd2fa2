"""What README.md says of Pillow, torchvision and Hugging Face's `datasets`, held against them."""

from __future__ import annotations

import re
import sys
import types
from pathlib import Path

import numpy as np
import pytest
from PIL import Image


@pytest.fixture
def export(run, make_raster, tmp_path):
    """Exports four tiles of a raster with ascending values: gives folder and values."""

    def make(bands, dtype, **options):
        values = np.arange(bands * 32 * 32).reshape(bands, 32, 32) % 200
        # Small types hold what they can, others what no 8 bits hold.
        values = (values * (1 if dtype in ("uint8", "int8") else 57)).astype(dtype)
        raster = make_raster(values, name="image.tif", **options.pop("profile", {}))
        tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=16)["OUTPUT"]
        folder = tmp_path / "dataset"
        run(
            "exporttiles",
            **{"RASTER": raster, "TILES": tiles, "OUTPUT": str(folder), "SCALING": "NONE"},
            **options,
        )
        return folder, values

    return make


def read_card(folder) -> str:
    return (folder / "README.md").read_text("utf-8")


def open_first(folder):
    return Image.open(sorted((folder / "images").iterdir())[0])


@pytest.mark.parametrize(("form", "bands"), [("JPEG", 3), ("PNG", 1), ("PNG", 3), ("GTIFF", 1)])
def test_the_block_for_hugging_face_names_the_folder_that_it_is_in(
    export, monkeypatch, form, bands
):
    folder, _ = export(bands, "uint8", FORMAT=form)
    (code,) = (b for b in re.findall(r"```python\n(.*?)```", read_card(folder), re.DOTALL)
               if "load_dataset" in b)  # fmt: skip

    def load_dataset(path):
        # As `datasets` 3.6 and 5.2, which take the dataset's name from its path.
        if not Path(path).name:
            raise ValueError("dataset_name should be specified but got None")
        return path

    monkeypatch.setitem(sys.modules, "datasets", types.SimpleNamespace(load_dataset=load_dataset))
    monkeypatch.chdir(folder)
    names = {}
    exec(code, names)
    assert Path(names["dataset"]) == folder.resolve()


@pytest.mark.parametrize("form", ["GTIFF", "PNG"])
def test_one_band_of_16_bits_is_opened_whole_and_cut_by_torchvision(export, form):
    folder, values = export(1, "uint16", FORMAT=form)
    with open_first(folder) as image:
        assert np.array_equal(np.asarray(image), values[0, :16, :16])
        # What torchvision's default loader does with it.
        cut = np.asarray(image.convert("RGB"))
    assert np.array_equal(cut[:, :, 0], np.minimum(values[0, :16, :16], 255))
    card = read_card(folder)
    assert "refuses" not in card
    assert (
        "opens one band of uint16 with its values, but torchvision's own loader then makes RGB of "
        "8 bits of it, which cuts values to whole numbers from 0 to 255: give such programs a "
        "function such as `read_tile` above, or `torchgeo.datasets.utils.rasterio_loader`." in card
    )
    assert "load_dataset(" in card


@pytest.mark.parametrize("dtype", ["int16", "int32", "float32"])
def test_one_band_of_other_types_is_opened_whole(export, dtype):
    folder, values = export(1, dtype, FORMAT="GTIFF")
    with open_first(folder) as image:
        assert np.array_equal(np.asarray(image), values[0, :16, :16])
    assert f"opens one band of {dtype} with its values, but torchvision's" in read_card(folder)


@pytest.mark.parametrize(
    ("bands", "dtype", "sentence"),
    [
        (1, "uint8", "reads one band of 8 bits as it is; torchvision makes RGB of it."),
        (1, "float64", "refuses one band of float64, or changes its values; "),
        (2, "uint8", "refuses GeoTIFFs of 2 bands of 8 bits, or reads some of the bands alone; "),
        (3, "uint8", "reads GeoTIFFs of 3 bands of 8 bits where these are tagged as red, green"),
        (4, "uint8", "refuses GeoTIFFs of 4 bands of 8 bits, or reads some of the bands alone; "),
        (3, "uint16", "refuses GeoTIFFs of 3 bands of uint16; "),
        (4, "float32", "refuses GeoTIFFs of 4 bands of float32; "),
    ],
)
def test_the_card_says_what_pillow_does_to_each_kind_of_geotiff(export, bands, dtype, sentence):
    folder, values = export(bands, dtype, FORMAT="GTIFF", profile={"photometric": "MINISBLACK"})
    card = read_card(folder)
    assert sentence in card
    assert ("load_dataset(" in card) is ((bands, dtype) == (1, "uint8"))
    try:
        with open_first(folder) as image:
            found = np.asarray(image).reshape(16, 16, -1).transpose(2, 0, 1)
    except OSError:
        assert "refuses" in sentence or bands == 3
        return
    is_right = found.shape[0] == bands and np.array_equal(found, values[:, :16, :16])
    assert is_right or "alone" in sentence or "changes" in sentence
