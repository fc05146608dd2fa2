"""PNG of four bands: all values stay, and the card tells how to keep the fourth."""

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image


@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_four_bands_keep_all_values(run, make_raster, tmp_path, dtype):
    top = 256 if dtype == "uint8" else 65536
    values = np.random.default_rng(8).integers(1, top, (4, 32, 48), dtype=dtype)
    colors = ["red", "green", "blue", "undefined"]
    raster = make_raster(values, name="four.tif", colorinterp=colors)
    given = {"RASTER": raster, "TILE_SIZE": 16, "FORMAT": "PNG", "SCALING": "NONE"}
    out = run("builddataset", OUTPUT=str(tmp_path / "out"), **given)["OUTPUT"]
    for row, col in np.ndindex(2, 3):
        path = Path(out, f"images/r{row:05d}_c{col:05d}.png")
        with rasterio.open(path) as image:
            assert image.dtypes == (dtype,) * 4
            expected = values[:, 16 * row : 16 * row + 16, 16 * col : 16 * col + 16]
            assert np.array_equal(image.read(), expected)
        if dtype == "uint8":
            with Image.open(path) as image:
                assert image.mode == "RGBA"
                assert np.array_equal(np.asarray(image).transpose(2, 0, 1), expected)
    card = Path(out, "README.md").read_text(encoding="utf-8")
    assert "fourth band for transparency" in card or "keeps 8 of the 16 bits" in card
    assert "rasterio" in card
    facts = json.loads(Path(out, "dataset.json").read_text(encoding="utf-8"))
    assert len(facts["statistics"]) == 4
    means = values.reshape(4, -1).mean(axis=1)
    assert [row["mean"] for row in facts["statistics"]] == pytest.approx(means.tolist())
    sheet = run("contactsheet", DATASET=out, OUTPUT=str(tmp_path / "sheet.png"))
    assert Path(sheet["OUTPUT"]).stat().st_size > 500
