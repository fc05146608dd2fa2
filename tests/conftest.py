"""What all tests share: the package under its name, QGIS, and makers of small inputs."""

from __future__ import annotations

import importlib.util
import itertools
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tests"))

from slow_first import (  # noqa: E402, F401
    pytest_collection_modifyitems,
    pytest_configure,
    pytest_terminal_summary,
)

# Runs in a Python of its own, with another Qt: make qt6.
collect_ignore = ["loaders", "qt6"]

# Half of what Hypothesis itself takes: what the others find, they find in make fuzz.
settings.register_profile(
    "tilewright", deadline=None, derandomize=True, print_blob=True, max_examples=50
)
# The same examples every time, or ones that nobody has tried yet: see .ci/run_fuzz.sh.
# How wasteful a strategy is on some seeds is no fault of the code that fuzzing is after.
settings.register_profile(
    "fuzz",
    deadline=None,
    print_blob=True,
    suppress_health_check=[
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
        HealthCheck.too_slow,
    ],
)
settings.load_profile(os.environ.get("TILEWRIGHT_EXAMPLES", "tilewright"))


def _register_package() -> None:
    """Make the checkout importable as ``tilewright``, whatever its folder is called."""
    if "tilewright" in sys.modules:
        return
    spec = importlib.util.spec_from_file_location(
        "tilewright", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["tilewright"] = module
    spec.loader.exec_module(module)


_register_package()


@pytest.fixture(scope="session")
def algorithm_ids() -> list[str]:
    """What the provider promises, sorted; models and scripts of users count on these names."""
    return [
        "assessmap",
        "assessmentpoints",
        "assigncoarsetile",
        "auditsplit",
        "builddataset",
        "classifyraster",
        "cleanclasses",
        "coarseproportions",
        "comparemaps",
        "composite",
        "contactsheet",
        "createrandomtiles",
        "createtilegrid",
        "downloadproducts",
        "earthenginetiles",
        "exporttiles",
        "exporttimeseries",
        "joinlabels",
        "labelproportions",
        "loaddataset",
        "loadsentinel2",
        "maskcloudpoints",
        "maskcloudraster",
        "mergedatasets",
        "mgrstiles",
        "packagedataset",
        "rasterizelabels",
        "rebuilddataset",
        "reviewlabels",
        "samplepixels",
        "searchcatalog",
        "selectproducts",
        "selecttiles",
        "splittiles",
        "stackbands",
        "trainclassifier",
        "validatedataset",
    ]


# Words that are values or data as well as names of parameters.
_WORDS = {
    "BANDS",
    "CLOUDS",
    "TEST",
    "TRAIN",
    "VAL",
    "SCL",
    "LABEL",
    "MASK",
    "NAMES",
    "LAYOUT",
    "MASKS",
    "AREA_KM2",
}


@pytest.fixture(scope="session")
def parameter_names(root) -> frozenset[str]:
    """Names of all parameters, as docs/algorithms.md has them."""
    page = (root / "docs" / "algorithms.md").read_text("utf-8")
    names = frozenset(re.findall(r"^\| `([A-Z][A-Z0-9_]*)`", page, re.MULTILINE)) - _WORDS
    assert len(names) > 100
    return names


@pytest.fixture(autouse=True)
def messages_know_their_parameters(parameter_names, monkeypatch):
    """A parameter that a message names as mere text is one that the dock cannot find."""
    from tilewright.core.message import Message

    make = Message.__new__

    def checked(cls, template, /, **values):
        # What is quoted is what somebody wrote.
        named = ((k, v) for k, v in values.items() if type(v) is str and v in parameter_names)
        bare = [v for k, v in named if f"{{{k}!r}}" not in template]
        assert not bare, f"{bare} in {template!r} are to be Parameters"
        return make(cls, template, **values)

    monkeypatch.setattr(Message, "__new__", checked)


@pytest.fixture(scope="session")
def optional_libraries() -> None:
    """Makes what .ci/test_libraries.txt names importable, behind all that is installed."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "tilewright"
    folder = os.environ.get("TILEWRIGHT_LIBRARIES", str(home / "libraries"))
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = Path(folder, "lib", version, "site-packages")
    if packages.is_dir() and str(packages) not in sys.path:
        sys.path.append(str(packages))


@pytest.fixture
def make_server(root):
    """Makes servers on this computer, on ports that are free; see loopback.py."""
    spec = importlib.util.spec_from_file_location("loopback", root / "tests" / "loopback.py")
    loopback = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loopback)
    made = []

    def make(folder=None):
        server = loopback.LocalServer()
        server.folder = folder
        made.append(server)
        return server

    yield make
    for server in made:
        server.close()


@pytest.fixture
def server(make_server):
    """A server on this computer."""
    return make_server()


@pytest.fixture
def other_server(make_server):
    """Another one."""
    return make_server()


@pytest.fixture(scope="module")
def _folder_of_file(tmp_path_factory, request) -> tuple[Path, Iterator[int]]:
    return tmp_path_factory.mktemp(request.module.__name__.rpartition(".")[2]), itertools.count()


@pytest.fixture
def tmp_path(_folder_of_file, request) -> Path:
    """An empty folder of this test alone.

    Pytest's own looks through those of all tests before each, which by the thousand takes longer
    than most tests.
    """
    above, numbers = _folder_of_file
    folder = above / f"{re.sub(r'[^A-Za-z0-9_]', '_', request.node.name)[:30]}{next(numbers)}"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def examples(root) -> Path:
    """The examples that ship."""
    return root / "examples"


UTM = (10.0, 0.0, 500000.0, 0.0, -10.0, 4600000.0)


@pytest.fixture
def make_raster(tmp_path):
    """Writes a GeoTIFF and returns its path.

    ``values`` is (bands, rows, columns) or (rows, columns); other keywords go to rasterio
    (nodata, descriptions, colorinterp and colormap too).
    """

    def make(
        values,
        name="raster.tif",
        transform=UTM,
        crs="EPSG:32631",
        descriptions=None,
        colorinterp=None,
        colormap=None,
        mask=None,
        **profile,
    ) -> str:
        import rasterio
        from rasterio.enums import ColorInterp
        from rasterio.transform import Affine

        values = np.asarray(values)
        if values.ndim == 2:
            values = values[None]
        path = str(tmp_path / name)
        with (
            rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True),
            rasterio.open(
                path,
                "w",
                driver="GTiff",
                count=len(values),
                height=values.shape[1],
                width=values.shape[2],
                dtype=values.dtype.name,
                crs=crs,
                transform=Affine(*transform),
                **profile,
            ) as dataset,
        ):
            # Before the pixels: newer GDAL forgets what comes later.
            if colorinterp:
                dataset.colorinterp = [ColorInterp[c] for c in colorinterp]
            dataset.write(values)
            if descriptions:
                dataset.descriptions = descriptions
            if colormap:
                dataset.write_colormap(1, colormap)
            if mask is not None:
                dataset.write_mask(np.asarray(mask, dtype=bool))
        return path

    return make


@pytest.fixture(scope="session")
def qgis(tmp_path_factory):
    """A running QGIS application without a window, with Processing and the provider."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Sign-ins of whoever runs the tests are theirs.
    os.environ["QGIS_AUTH_DB_DIR_PATH"] = str(tmp_path_factory.mktemp("auth"))
    # And their settings; what a test that ended early has set is nobody else's.
    os.environ["QGIS_CUSTOM_CONFIG_PATH"] = str(tmp_path_factory.mktemp("profile"))
    from qgis.core import QgsApplication

    for prefix in ("/usr/share/qgis/python", "/usr/share/qgis/python/plugins"):
        if prefix not in sys.path:
            sys.path.append(prefix)
    application = QgsApplication([], True)
    application.initQgis()
    # Programs that are started choose for themselves.
    del os.environ["QGIS_CUSTOM_CONFIG_PATH"]
    from processing.core.Processing import Processing

    Processing.initialize()
    from qgis.analysis import QgsNativeAlgorithms

    from tilewright.algorithms.provider import TilewrightProvider

    registry = QgsApplication.processingRegistry()
    if registry.providerById("native") is None:
        registry.addProvider(QgsNativeAlgorithms())
    provider = TilewrightProvider()
    registry.addProvider(provider)
    application.tilewright_provider = provider
    return application


@pytest.fixture(scope="session")
def world_map(qgis) -> Path:
    """The map of the world that QGIS ships, with a layer of countries."""
    return Path(qgis.pkgDataPath()) / "resources" / "data" / "world_map.gpkg"


@pytest.fixture(scope="session")
def luxembourg(world_map):
    """The outline of Luxembourg in longitude and latitude, a memory layer of one polygon."""
    import processing

    return processing.run(
        "native:extractbyattribute",
        {
            "INPUT": f"{world_map}|layername=countries",
            "FIELD": "iso_a2",
            "OPERATOR": 0,
            "VALUE": "LU",
            "OUTPUT": "TEMPORARY_OUTPUT",
        },
    )["OUTPUT"]


@pytest.fixture
def run(qgis):
    """Runs an algorithm: ``run("createtilegrid", INPUT=..., ...)``; ids of others in full.

    OUTPUT of layers defaults to a memory layer. What is logged is in ``run.log``.
    """
    import processing
    from qgis.core import QgsProcessingFeedback

    class Log(QgsProcessingFeedback):
        def __init__(self):
            super().__init__(False)
            self.lines = []

        def pushInfo(self, text):
            self.lines.append(text)

        def pushWarning(self, text):
            self.lines.append(text)

        def reportError(self, text, fatalError=False):
            self.lines.append(text)

    def run_algorithm(algorithm, **parameters):
        name = algorithm if ":" in algorithm else f"tilewright:{algorithm}"
        parameters.setdefault("OUTPUT", "TEMPORARY_OUTPUT")
        feedback = Log()
        run_algorithm.feedback = feedback
        try:
            return processing.run(name, parameters, feedback=feedback)
        finally:
            run_algorithm.log = "\n".join(feedback.lines)

    return run_algorithm


@pytest.fixture
def make_layer(qgis):
    """Makes a memory layer of WKT geometries: ``make_layer([(wkt, {"class": "a"}), ...])``."""
    from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

    def make(features, kind="Polygon", crs="EPSG:32631", fields="class:string", name="layer"):
        # Without "crs=" QGIS would take EPSG:4326.
        uri = f"{kind}?" + "&".join(
            [f"crs={crs or ''}"] + [f"field={f}" for f in fields.split(",") if f]
        )
        layer = QgsVectorLayer(uri, name, "memory")
        made = []
        for wkt, attributes in features:
            feature = QgsFeature(layer.fields())
            if wkt is not None:
                feature.setGeometry(QgsGeometry.fromWkt(wkt))
            for key, value in attributes.items():
                feature[key] = value
            made.append(feature)
        added, _ = layer.dataProvider().addFeatures(made)
        assert added, layer.dataProvider().lastError()
        layer.updateExtents()
        return layer

    return make


def _rows(layer) -> list[dict]:
    from qgis.core import NULL

    names = [f.name() for f in layer.fields()]
    # QGIS's NULL is an object of its own in some versions.
    return [
        {name: None if value == NULL else value for name, value in zip(names, f.attributes())}
        for f in layer.getFeatures()
    ]


@pytest.fixture
def rows():
    """Attributes of all features of a layer as dictionaries, NULL as None."""
    return _rows


@pytest.fixture
def run_error(run):
    """What the user reads when an algorithm fails: ``text = run_error("exporttiles", ...)``."""
    from qgis.core import QgsProcessingException

    def fail(algorithm, **parameters) -> str:
        with pytest.raises(QgsProcessingException) as caught:
            run(algorithm, **parameters)
        # What fails before the work starts reaches users through the log.
        text = f"{caught.value}\n{run.log}"
        assert "Traceback" not in text
        assert "failed unexpectedly" not in text
        return text

    return fail


@pytest.fixture
def boxes():
    """The bounding boxes of a layer's features, rounded so that they compare: box -> feature."""

    def read(layer, digits=3) -> dict:
        found = {}
        for feature in layer.getFeatures():
            box = feature.geometry().boundingBox()
            edges = (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
            found[tuple(round(v, digits) + 0.0 for v in edges)] = feature
        return found

    return read


@pytest.fixture
def files():
    """All files of a folder: path with slashes -> bytes."""

    def read(folder) -> dict[str, bytes]:
        paths = sorted(p for p in Path(folder).rglob("*") if p.is_file())
        return {p.relative_to(folder).as_posix(): p.read_bytes() for p in paths}

    return read


@pytest.fixture
def csv_rows():
    """Lines of a CSV file as dictionaries of text."""
    import csv

    def read(path) -> list[dict]:
        with Path(path).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return read


@pytest.fixture
def dataset_files(files):
    """All files of a dataset but for the time in dataset.json: path -> bytes, or its contents."""
    import json

    def read(folder) -> dict:
        found = files(folder)
        found["dataset.json"] = json.loads(found["dataset.json"])
        assert found["dataset.json"].pop("created")
        return found

    return read


SAFE_METADATA = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<n1:Level-{level}_User_Product xmlns:n1="https://psd-14.sentinel2.eo.esa.int/PSD/User_Product.xsd">
  <n1:General_Info>
    <Product_Info>
      <PRODUCT_START_TIME>{start}</PRODUCT_START_TIME>
      <PRODUCT_URI>{name}.SAFE</PRODUCT_URI>
      <PROCESSING_LEVEL>Level-{level}</PROCESSING_LEVEL>
      <PROCESSING_BASELINE>{baseline}</PROCESSING_BASELINE>
      <Datatake datatakeIdentifier="GS2A_N{baseline}">
        <DATATAKE_SENSING_START>{start}</DATATAKE_SENSING_START>
      </Datatake>
    </Product_Info>
    <Product_Image_Characteristics>
      <Special_Values>
        <SPECIAL_VALUE_TEXT>NODATA</SPECIAL_VALUE_TEXT>
        <SPECIAL_VALUE_INDEX>0</SPECIAL_VALUE_INDEX>
      </Special_Values>
      {numbers}
      <Reflectance_Conversion>
        <Solar_Irradiance_List>
          <SOLAR_IRRADIANCE bandId="0" unit="W/m²/µm">1884.69</SOLAR_IRRADIANCE>
        </Solar_Irradiance_List>
      </Reflectance_Conversion>
    </Product_Image_Characteristics>
  </n1:General_Info>
  <n1:Quality_Indicators_Info>
    <Cloud_Coverage_Assessment>{cloud}</Cloud_Coverage_Assessment>
    {nodata}
  </n1:Quality_Indicators_Info>
</n1:Level-{level}_User_Product>
"""


@pytest.fixture
def make_product(tmp_path):
    """Writes a small Sentinel-2 product laid out as ESA does, and returns its path.

    ``images`` maps (band, resolution) to arrays; TCI has three bands. ``offsets`` are those of the
    metadata, by band_id, or one for all; ``baseline`` "" leaves the metadata out. ``name`` is the
    product's; ``archive`` puts it into a zip file of that name.
    """
    import zipfile

    import rasterio
    from rasterio.transform import Affine

    bands = [
        "B01",
        "B02",
        "B03",
        "B04",
        "B05",
        "B06",
        "B07",
        "B08",
        "B8A",
        "B09",
        "B10",
        "B11",
        "B12",
    ]

    def write_jp2(path, values, resolution, corner, crs):
        values = np.asarray(values)
        values = values[None] if values.ndim == 2 else values
        path.parent.mkdir(parents=True, exist_ok=True)
        with rasterio.open(
            path, "w", driver="JP2OpenJPEG", width=values.shape[2], height=values.shape[1],
            count=len(values), dtype=values.dtype.name, crs=crs,
            transform=Affine(resolution, 0, corner[0], 0, -resolution, corner[1]),
            QUALITY="100", REVERSIBLE="YES",
        ) as dataset:  # fmt: skip
            dataset.write(values)

    def make(
        images,
        level="2A",
        baseline="04.00",
        date="20220413",
        tile="31TCJ",
        name=None,
        offsets=None,
        quantification=10000,
        cloud=12.5,
        nodata=None,
        metadata=None,
        archive=None,
        folder=None,
        corner=(300000, 4900020),
        crs="EPSG:32631",
    ):
        digits = baseline.replace(".", "") or "0400"
        name = name or (f"S2A_MSIL{level}_{date}T105321_N{digits}_R051_T{tile}_{date}T170958")
        home = folder or tmp_path
        root = home / f"{name}.SAFE"
        granule = root / "GRANULE" / f"L{level}_T{tile}_A038658_{date}T105603"
        for (band, resolution), values in images.items():
            file = f"T{tile}_{date}T105321_{band}"
            data = granule / "IMG_DATA"
            if level == "2A":
                data, file = data / f"R{resolution}m", f"{file}_{resolution}m"
            write_jp2(data / f"{file}.jp2", values, resolution, corner, crs)
        # Files of full products that are no bands, whatever their names.
        quality = granule / "QI_DATA"
        quality.mkdir(parents=True)
        for decoy in ("MSK_DETFOO_B02.jp2", f"T{tile}_{date}T105321_PVI.jp2"):
            (quality / decoy).write_bytes(b"no image")
        if metadata is None and baseline:
            prefix, tag = ("BOA_", "BOA_ADD_OFFSET") if level == "2A" else ("", "RADIO_ADD_OFFSET")
            if isinstance(offsets, (int, float)):
                offsets = dict.fromkeys(range(len(bands)), offsets)
            divisor = f"{prefix}QUANTIFICATION_VALUE"
            numbers = f'<{divisor} unit="none">{quantification}</{divisor}>\n'
            numbers += "".join(
                f'<{tag} band_id="{i}">{v}</{tag}>\n' for i, v in (offsets or {}).items()
            )
            metadata = SAFE_METADATA.format(
                level=level,
                start=f"{date[:4]}-{date[4:6]}-{date[6:]}T10:53:21.024Z",
                name=name,
                baseline=baseline,
                numbers=numbers,
                cloud=cloud,
                nodata=""
                if nodata is None
                else f"<NODATA_PIXEL_PERCENTAGE>{nodata}</NODATA_PIXEL_PERCENTAGE>",
            )
        if metadata:
            (root / f"MTD_MSIL{level}.xml").write_text(metadata, encoding="utf-8")
        if archive is None:
            return str(root)
        path = home / archive
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for part in sorted(p for p in root.rglob("*") if p.is_file()):
                file.write(part, part.relative_to(home).as_posix())
        import shutil

        shutil.rmtree(root)
        return str(path)

    return make


@pytest.fixture
def scheduler() -> Iterator[str]:
    """Address of a cluster of one Dask worker in this process."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        1,
        threads_per_worker=1,
        dashboard_address=None,
        processes=False,
        protocol="tcp",
        host="127.0.0.1",
    ) as cluster:
        yield cluster.scheduler_address
