"""A format that is registered from outside works everywhere, by its spec alone."""

import csv
import re

import numpy as np
import pytest

from tilewright.core.formats import FORMATS, FormatSpec, TileWriter
from tilewright.core.formats.loader import TileLoader


class PlainWriter(TileWriter):
    """Raw bytes behind three letters of its quality."""

    def __init__(self, quality):
        self.quality = quality

    def encode(self, tile, profile):
        """See TileWriter.encode."""
        return b"%03d" % self.quality + tile.values.tobytes()


PLAIN = FormatSpec(
    "PLAIN",
    "Plain bytes",
    "plain",
    PlainWriter,
    "PLAIN holds bare bytes.",
    mask_format="NPY",
    has_quality=True,
    holds_any=True,
    loader=TileLoader(
        imports=("import numpy as np",),
        call="read_plain",
        from_path="read_plain({})",
        from_bytes="np.frombuffer({}, np.uint8, offset=3).reshape(-1, 16, 16)",
        path_function="""

def read_plain(path):
    return np.fromfile(path, np.uint8, offset=3).reshape(-1, 16, 16)


""",
    ),
)


@pytest.fixture
def plain(monkeypatch):
    monkeypatch.setitem(FORMATS, PLAIN.name, PLAIN)


@pytest.fixture
def dataset(plain, run, make_raster, make_layer, tmp_path):
    values = np.arange(4 * 32 * 32, dtype="uint16").astype("uint8").reshape(4, 32, 32)
    raster = make_raster(values)
    run(
        "builddataset",
        RASTER=raster,
        TILE_SIZE=16,
        FORMAT="PLAIN",
        QUALITY=42,
        SCALING="NONE",
        MASK=make_raster(np.full((1, 32, 32), 7, "uint8"), name="mask.tif"),
        OUTPUT=str(tmp_path / "out"),
    )
    return tmp_path / "out", values


def test_dataset_has_its_files_masks_and_quality(dataset):
    folder, values = dataset
    with (folder / "tiles.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["file"] for row in rows] == [
        f"images/r0000{r}_c0000{c}.plain" for r, c in np.ndindex(2, 2)
    ]
    data = (folder / rows[1]["file"]).read_bytes()
    assert data == b"042" + values[:, :16, 16:].tobytes()
    assert (np.load(folder / rows[1]["mask"]) == 7).all()


def test_card_loads_it(dataset, monkeypatch):
    folder, values = dataset
    code = re.findall(r"```python\n(.*?)```", (folder / "README.md").read_text("utf-8"), re.DOTALL)
    assert len(code) == 1
    monkeypatch.chdir(folder)
    names = {}
    exec(code[0].replace('read_plain(row["mask"])[0]', "None"), names)
    assert np.array_equal(names["images"][2], values[:, 16:, :16])


def test_dry_run_and_help_know_it(plain, run, make_raster):
    from qgis.core import QgsApplication

    found = run(
        "builddataset",
        RASTER=make_raster(np.ones((16, 16), "uint8")),
        TILE_SIZE=16,
        FORMAT="PLAIN",
        SCALING="NONE",
        DRY_RUN=True,
    )
    assert found["ESTIMATED_BYTES"] == 3 + 256
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("tilewright:exporttiles")
    parameter = algorithm.parameterDefinition("FORMAT")
    assert "PLAIN" in parameter.options()
    assert "PLAIN holds bare bytes." in parameter.help()


def test_dock_offers_it_with_its_quality(plain, qgis):
    from tilewright.ui.pages.export_page import ExportPage
    from tilewright.ui.settings.dock_settings import DockSettings

    page = ExportPage()
    page.set_fields(DockSettings(format="PLAIN", quality=7))
    page.on_change()
    assert page.format.currentText() == "Plain bytes"
    assert not page.quality.isHidden()
    settings = DockSettings()
    page.save(settings)
    parameters = settings.to_parameters()
    assert (parameters["FORMAT"], parameters["QUALITY"]) == ("PLAIN", 7)
    page.deleteLater()
