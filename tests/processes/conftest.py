"""QGIS in processes of its own: throw-away profiles, the console program, the window."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SECONDS = 180


def find_program(*names: str) -> str:
    """The first program of these names on the path."""
    for name in names:
        found = shutil.which(name)
        if found:
            return found
    raise AssertionError(f"none of {', '.join(names)} is installed")


class Profile:
    """A throw-away QGIS profile, and the environment of programs that shall use it."""

    def __init__(self, folder: Path, plugins: Path | None) -> None:
        self.folder = folder
        self.config = folder / "config"
        self.config.mkdir(parents=True)
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700)
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("QGIS", "QT_", "XDG"))}
        self.environment = {
            **kept,
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
            # A start of QGIS takes as long again where all of the plugin is compiled anew.
            "PYTHONPYCACHEPREFIX": os.environ.get("PYTHONPYCACHEPREFIX", str(folder / "bytecode")),
            "QGIS_CUSTOM_CONFIG_PATH": str(self.config),
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_RUNTIME_DIR": str(runtime),
        }
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE"):
            self.environment.pop(name, None)
        self.has_plugin = plugins is not None
        if self.has_plugin:
            self.environment["QGIS_PLUGINPATH"] = str(plugins)

    def call(self, *command, folder=None, **variables) -> subprocess.CompletedProcess:
        """Run a command in this profile, and in a folder; variables go to its environment."""
        return subprocess.run(
            [str(word) for word in command],
            env={**self.environment, **variables},
            cwd=folder or self.folder,
            capture_output=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )

    def python(self, script: str, *arguments, **variables) -> str:
        """Run Python code in this profile; what it printed, when it did not fail."""
        done = self.call(sys.executable, "-c", script, *arguments, **variables)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def window(self, script: Path, **variables) -> subprocess.CompletedProcess:
        """Run a script in a QGIS window of this profile, on a screen that nobody sees."""
        settings = self.folder / "profiles" / "default" / "QGIS" / "QGIS3.ini"
        settings.parent.mkdir(parents=True)
        enabled = "[PythonPlugins]\ntilewright=true\n\n" if self.has_plugin else ""
        settings.write_text(f"{enabled}[qgis]\ncheckVersion=false\n")
        return self.call(
            "xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", find_program("qgis.bin", "qgis"),
            "--noversioncheck", "--nologo", "--profiles-path", self.folder, "--code", script,
            QT_QPA_PLATFORM="xcb", **variables,
        )  # fmt: skip


class Console:
    """qgis_process in a profile of its own, with Tilewright enabled."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        # Debian 12's wrapper without .bin adds an option that the program refuses.
        self.program = find_program("qgis_process.bin", "qgis_process")

    def call(self, *words, **variables) -> subprocess.CompletedProcess:
        """Run with these words on the command line."""
        return self.profile.call(self.program, *words, **variables)

    def attempt(self, algorithm, **parameters) -> subprocess.CompletedProcess:
        """Run an algorithm or a model file; the name of a list is repeated for each value."""
        name = algorithm if isinstance(algorithm, Path) else f"tilewright:{algorithm}"
        words = []
        for key, value in parameters.items():
            values = value if isinstance(value, list) else [value]
            words += [f"{key}={v}" for v in values]
        return self.call("run", name, "--", *words)

    def run(self, algorithm, **parameters) -> dict[str, str]:
        """Run an algorithm or a model file that shall succeed; its results as they are printed."""
        done = self.attempt(algorithm, **parameters)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Traceback" not in done.stdout + done.stderr
        lines = done.stdout.rpartition("Results\n")[2].splitlines()
        return dict(line.split(":\t", 1) for line in lines if ":\t" in line)


@pytest.fixture(scope="session")
def plugins(root, tmp_path_factory) -> Path:
    """A plugin folder that holds the checkout under the plugin's name."""
    folder = tmp_path_factory.mktemp("plugins")
    (folder / "tilewright").symlink_to(root, target_is_directory=True)
    return folder


@pytest.fixture(scope="session")
def make_profile(plugins, tmp_path_factory):
    """Makes fresh profiles that find the checkout among their plugins."""
    return lambda name: Profile(tmp_path_factory.mktemp(name) / "profile", plugins)


@pytest.fixture
def profile(tmp_path, plugins) -> Profile:
    """A fresh profile that finds the checkout among its plugins."""
    return Profile(tmp_path / "profile", plugins)


@pytest.fixture
def empty_profile(tmp_path) -> Profile:
    """A fresh profile that knows no Tilewright."""
    return Profile(tmp_path / "profile", None)


@pytest.fixture(scope="session")
def console(make_profile) -> Console:
    """The console program with the plugin enabled, as a user does it."""
    made = Console(make_profile("console"))
    done = made.call("plugins", "enable", "tilewright")
    assert done.returncode == 0, done.stderr
    assert "Enabled tilewright (Tilewright)" in done.stdout
    return made


@pytest.fixture
def data(examples, tmp_path) -> Path:
    """A copy of the examples in a folder with a space and an accent."""
    folder = tmp_path / "Éxample data"
    shutil.copytree(examples, folder, ignore=shutil.ignore_patterns("*.aux.xml"))
    return folder


@pytest.fixture
def foz(data) -> dict:
    """Parameters of Build Dataset that make the city's dataset."""
    return {
        "RASTER": str(data / "foz" / "foz.tif"),
        "LABELS": str(data / "foz" / "urban.geojson"),
        "LABEL_FIELD": "class",
        "OTHER_LABEL": "non_urban",
        "CLOUDS": str(data / "foz" / "leave_out.geojson"),
        "TILE_SIZE": 64,
        "EDGE": "DROP",
        "NODATA": 0,
        "MIN_VALID": 100,
        "FORMAT": "JPEG",
    }


@pytest.fixture
def clouds(data) -> dict:
    """Parameters of Build Dataset that make the cloudless dataset."""
    return {
        "RASTER": str(data / "clouds" / "scene.tif"),
        "LABELS": str(data / "clouds" / "land.geojson"),
        "LABEL_FIELD": "class",
        "PREDICATE": "COVERAGE",
        "MIN_COVERAGE": 50,
        "CLOUDS": str(data / "clouds" / "cloud_points.geojson"),
        "CLOUD_MASK": str(data / "clouds" / "quality.tif"),
        "CLOUD_BITS": "14-15=3",
        "MAX_CLOUD": 5,
        "TILE_SIZE": 16,
        "EDGE": "DROP",
    }


def _read_dataset(folder) -> dict[str, object]:
    folder = Path(folder)
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    facts = json.loads(files.pop("dataset.json"))
    assert facts.pop("created")
    return {**files, "dataset.json": facts}


@pytest.fixture
def read_dataset():
    """Every file of a dataset by its path, dataset.json as a dictionary without its time."""
    return _read_dataset


@pytest.fixture
def read_tiles(read_dataset):
    """The images of a dataset, and its manifest."""

    def read(folder) -> dict[str, bytes]:
        files = read_dataset(folder)
        return {k: v for k, v in files.items() if "/" in k or k == "tiles.csv"}

    return read


@pytest.fixture
def load_model(qgis, data):
    """A model file of the examples, ready to run in Python."""
    from qgis.core import QgsProcessingModelAlgorithm

    def load(name: str) -> QgsProcessingModelAlgorithm:
        model = QgsProcessingModelAlgorithm()
        assert model.fromFile(str(data / name / f"{name}.model3"))
        model.initAlgorithm()
        return model

    return load
