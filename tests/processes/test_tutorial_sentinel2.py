"""The commands of docs/tutorial_sentinel2.md, on small products."""

from __future__ import annotations

import re
import shlex

import numpy as np
import pytest

AREA = "POLYGON((300010 4899990, 300200 4899990, 300200 4899800, 300010 4899800, 300010 4899990))"


@pytest.fixture
def workplace(make_product, make_raster, make_layer, tmp_path):
    """A folder with what the tutorial starts from."""
    from qgis.core import QgsProject, QgsVectorFileWriter

    rng = np.random.default_rng(2)
    land = rng.integers(1500, 5000, (4, 24, 24))
    for date, baseline, cloud in (
        ("20220110", "03.01", 10),
        ("20220310", "04.00", 20),
        ("20220320", "04.00", 95),
        ("20220620", "04.00", 30),
        ("20220701", "04.00", 5),
        ("20221101", "05.10", 40),
    ):
        shift = 0 if baseline < "04.00" else 1000
        images = {
            (band, 10): (land[k] + shift).astype("uint16")
            for k, band in enumerate(("B04", "B03", "B02", "B08"))
        }
        scl = np.full((12, 12), 4, dtype="uint8")
        if date != "20220701":
            scl[:3, :3] = 9
        make_product(
            {**images, ("SCL", 20): scl},
            baseline=baseline,
            date=date,
            offsets=-shift or None,
            cloud=cloud,
            folder=tmp_path / "products",
        )
    (tmp_path / "landsat").mkdir()
    for k in (2, 3, 4):
        make_raster(rng.integers(1, 9, (8, 8)).astype("uint16"), name=f"landsat/scene_B{k}.tif")
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    QgsVectorFileWriter.writeAsVectorFormatV3(
        make_layer([(AREA, {})], fields=""),
        str(tmp_path / "area.gpkg"),
        QgsProject.instance().transformContext(),
        options,
    )
    return tmp_path, land


def test_every_command_runs_and_makes_what_the_page_says(
    console, run, root, workplace, rows, monkeypatch
):
    import rasterio
    from qgis.core import QgsVectorLayer

    folder, land = workplace
    page = (root / "docs/tutorial_sentinel2.md").read_text("utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    lines = "".join(blocks).replace("\\\n", " ").splitlines()
    # The lines before them are pasted by test_pasted_commands.py.
    commands = [shlex.split(line) for line in lines if line.startswith("qgis_process run ")]
    assert len(commands) == 9
    monkeypatch.chdir(folder)
    started = 0
    for words in commands:
        program, does, name, *given = words
        assert (program, does) == ("qgis_process", "run")
        parameters = dict(word.split("=", 1) for word in given)
        if len(parameters) == len(given):
            run(name, **parameters)
            continue
        # Names that come twice are a matter of the program.
        started += 1
        done = console.profile.call(console.program, *words[1:], folder=folder)
        assert done.returncode == 0, f"{words}\n{done.stdout}{done.stderr}"
    assert started == 1

    def read(name):
        with rasterio.open(folder / name) as dataset:
            return dataset.read()

    tiles = rows(QgsVectorLayer(str(folder / "tiles_needed.gpkg"), "tiles", "ogr"))
    # At the corner of its tile, where others overlap it.
    assert "31TCJ" in {t["tile"] for t in tiles}
    assert sum(t["needed"] for t in tiles) == 1
    chosen = rows(QgsVectorLayer(str(folder / "chosen.gpkg"), "chosen", "ogr"))
    assert [r["date"] for r in chosen if r["selected"]] == [
        "2022-01-10", "2022-06-20", "2022-11-01",
    ]  # fmt: skip
    assert {r["reason"] for r in chosen if r["date"] == "2022-03-20"} == {
        "too cloudy (95.0 %, at most 60 %)"
    }
    # Products of three baselines hold the same reflectances, so these are the median too.
    expected = (land / 10000).astype("float32")
    assert np.array_equal(read("january.tif"), expected)
    assert np.allclose(read("year.tif"), expected, atol=1e-7)
    counts = read("dates.tif")[0]
    assert (counts[:6, :6] == 1).all()
    assert (counts[6:, 6:] == 6).all()
    clear = rows(QgsVectorLayer(str(folder / "clear.gpkg"), "clear", "ogr"))
    # A cloud of 6 x 6 pixels is on more than 30 % of the first tile of 8 x 8.
    assert [r["tile_id"] for r in clear][:1] == ["r00000_c00001"]
    assert len(clear) == 8
    with rasterio.open(folder / "landsat.tif") as dataset:
        assert dataset.descriptions == ("red", "green", "blue")
    tile = next((folder / "year_tiles" / "images").glob("*r00001_c00001.tif"))
    with rasterio.open(tile) as dataset:
        assert np.allclose(dataset.read(), expected[:, 8:16, 8:16], atol=1e-7)


def test_products_are_named_as_on_the_page(root, workplace):
    folder, _ = workplace
    page = (root / "docs/tutorial_sentinel2.md").read_text("utf-8")
    (path,) = re.findall(r"INPUT=(products/\S+)", page)
    assert (folder / path).is_dir()
