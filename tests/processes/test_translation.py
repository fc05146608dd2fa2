"""The Spanish translation: complete, in step with the sources, and seen by users."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest

PAGES = {"ImagePage", "CloudPage", "LabelPage", "ExportPage", "RunPanel"}


def load_script(path: Path):
    """A script of .ci as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def make(root):
    """The script that `make translations` runs."""
    return load_script(root / ".ci" / "make_translations.py")


@pytest.fixture(scope="module")
def texts(qgis, make, root) -> set[tuple[str, str]]:
    """Contexts and texts of the plugin as it is now."""
    return make.read_sources(root).all() | make.algorithm_texts()


@pytest.fixture(scope="module")
def spanish(make, root) -> dict[tuple[str, str], str]:
    """Translations by context and text."""
    known = make.read_translations(root / make.TARGET)
    return {key: translation.text for key, translation in known.items()}


@pytest.fixture
def listen(qgis):
    """Installs a translator for a test; what it translates is up to its ``answer``."""
    from qgis.PyQt.QtCore import QCoreApplication, QTranslator

    class Listener(QTranslator):
        def __init__(self, answer) -> None:
            super().__init__()
            self._answer = answer
            self.asked = set()

        def translate(self, context, text, disambiguation=None, n=-1):
            self.asked.add((context, text))
            return self._answer(context, text)

    installed = []

    def install(answer=lambda context, text: None) -> Listener:
        installed.append(Listener(answer))
        QCoreApplication.installTranslator(installed[-1])
        return installed[-1]

    yield install
    for listener in installed:
        QCoreApplication.removeTranslator(listener)


def test_file_is_in_step_with_the_sources(make, texts, root):
    path = root / make.TARGET
    known = make.read_translations(path)
    assert set(known) == texts, "run make translations"
    assert path.read_text("utf-8") == make.render(known), "run make translations"
    assert len(texts) > 300


def test_every_text_is_translated_and_finished(make, root):
    known = make.read_translations(root / make.TARGET)
    left = [key for key, value in known.items() if not value.text or not value.is_finished]
    assert left == []


def differing(spanish, pattern: str, count=list) -> list:
    """Texts whose translation does not have the same parts of this pattern."""
    return [
        (text, translation)
        for (_, text), translation in spanish.items()
        if count(re.findall(pattern, text)) != count(re.findall(pattern, translation))
    ]


def test_placeholders_keep_number_and_order(spanish):
    assert differing(spanish, r"\{[^{}]*\}") == []


def test_names_of_parameters_and_values_stay(spanish):
    # A CRS is a SRC in Spanish.
    assert differing(spanish, r"\b(?!CRS|SRC)[A-Z][A-Z0-9_]{2,}\b", Counter) == []
    assert differing(spanish, r"\b\w+_\w+\b|\b\d[\d,=>-]*[,=-]\d+\b|\*\.\w+", Counter) == []


def test_shape_of_texts_stays(spanish):
    assert differing(spanish, r"^\s+|\s+$|\.$|…$|^\d  ") == []
    assert not [t for (_, text), t in spanish.items() if text[0].isupper() and t[0].islower()]


def test_mnemonics_stay_and_are_unique_on_a_page(spanish):
    assert differing(spanish, r"&\w", len) == []
    used = Counter()
    for (context, _), translation in spanish.items():
        used.update((context, key.lower()) for key in re.findall(r"&(\w)", translation))
    assert [key for key, count in used.items() if count > 1] == []


CODE = """
class Page(QWidget):
    def title(self):
        return self.tr("a title "
                       "in two pieces")

class ImagePage(base.Page):
    def tip(self):
        return [self.tr("a tip") for _ in range(2)]

class LargeImagePage(ImagePage):
    pass

def say():
    tr("said"), QCoreApplication.translate("Tilewright", "said elsewhere")

def fail(values):
    values.warn("a warning of {path}", path=1)
    Message("{a} is {A}" if values else "{a}", a=1)
    counted(2, "{count} tile", "{count} tiles")
    raise errors.SplitError("no {SPLIT}")
    raise SplitError(message)
"""


def test_texts_of_a_class_are_found_for_its_subclasses_too(make):
    found = make.SourceTexts()
    found.read(Path("ui/page.py"), CODE)
    title = "a title in two pieces"
    assert found.all() == {
        ("Page", title),
        ("ImagePage", title),
        ("ImagePage", "a tip"),
        ("LargeImagePage", title),
        ("LargeImagePage", "a tip"),
        ("Tilewright", "said"),
        ("Tilewright", "said elsewhere"),
        *(("Tilewright", text) for text in found.templates),
    }
    assert found.templates == {
        "a warning of {path}",
        "{a} is {A}",
        "{a}",
        "{count} tile",
        "{count} tiles",
        "no {SPLIT}",
    }


def test_messages_name_parameters_in_braces(qgis, make, root):
    """Each algorithm and the dock then say their own names."""
    from tilewright.algorithms.provider import algorithm_classes

    names = set()
    for make_one in algorithm_classes():
        algorithm = make_one()
        algorithm.initAlgorithm()
        names |= {definition.name() for definition in algorithm.parameterDefinitions()}
    # What is a word as well: classification of Sentinel-2 products, a format, coordinate systems.
    names -= {"SCL", "CSV", "CRS"}
    bare = re.compile(rf"(?<![{{\w|=.-])({'|'.join(names)})(?![\w}}.-])")
    templates = make.read_sources(root).templates
    assert len(templates) > 400
    assert {text: bare.findall(text) for text in templates if bare.search(text)} == {}


def test_pyqt_asks_by_the_class_of_the_instance(listen):
    from qgis.PyQt.QtCore import QObject

    class Page(QObject):
        def title(self) -> str:
            return self.tr("title")

    class ImagePage(Page):
        pass

    listener = listen()
    assert (Page().title(), ImagePage().title()) == ("title", "title")
    assert listener.asked == {("Page", "title"), ("ImagePage", "title")}


@pytest.mark.parametrize(
    "code",
    [
        'class A:\n    def f(self):\n        self.tr(f"{self}")',
        "class A:\n    def f(self, text):\n        self.tr(text)",
        "def f(text):\n    tr(text)",
        'layer.tr("other")',
        'QCoreApplication.translate("Other", "text")',
    ],
)
def test_what_cannot_be_found_is_refused(make, code):
    with pytest.raises(SystemExit, match=r"ui/page\.py:\d"):
        make.SourceTexts().read(Path("ui/page.py"), code)


def test_update_keeps_drops_and_suggests(make):
    done = make.Translation("Elegir la máscara.", True)
    known = {("A", "Choose the mask."): done, ("A", "Clear"): make.Translation("Quitar", True)}
    texts = {("A", "Clear"), ("A", "Choose the cloud mask."), ("B", "Clear"), ("B", "Run")}
    assert make.update(texts, known) == {
        ("A", "Clear"): make.Translation("Quitar", True),
        ("A", "Choose the cloud mask."): make.Translation("Elegir la máscara.", False),
        ("B", "Clear"): make.Translation("Quitar", False),
        ("B", "Run"): make.Translation("", False),
    }


def test_file_gives_back_what_was_put_in(make, tmp_path):
    translations = {
        ("A", 'a < b & "c"\nd'): make.Translation("é > {} & ñ", True),
        ("B", " m"): make.Translation("", False),
    }
    path = tmp_path / "a.ts"
    path.write_text(make.render(translations), "utf-8")
    assert make.read_translations(path) == translations


def test_pages_ask_for_texts_that_are_known(listen, texts):
    from tilewright.ui.pages.cloud_page import CloudPage
    from tilewright.ui.pages.export_page import ExportPage
    from tilewright.ui.pages.image_page import ImagePage
    from tilewright.ui.pages.label_page import LabelPage
    from tilewright.ui.run.run_panel import RunPanel

    listener = listen()
    for page in (ImagePage(), CloudPage(), LabelPage(), ExportPage()):
        page.find_problem()
    RunPanel()
    asked = {key for key in listener.asked if key[0] in PAGES | {"DockPage", "Tilewright"}}
    assert {context for context, _ in asked} >= PAGES
    assert asked - texts == set()


def test_all_that_an_algorithm_shows_can_be_translated(listen):
    from tilewright.algorithms.provider import algorithm_classes

    listen(lambda context, text: f"«{text}»" if context == "Tilewright" else None)
    shown = []
    for algorithm_class in algorithm_classes():
        algorithm = algorithm_class()
        algorithm.initAlgorithm()
        shown += [algorithm.displayName(), algorithm.group(), algorithm.shortHelpString()]
        shown += algorithm.tags()
        for definition in algorithm.parameterDefinitions():
            shown += [definition.description(), definition.help()]
        shown += [output.description() for output in algorithm.outputDefinitions()]
    assert len(shown) > 100
    assert [text for text in shown if not re.fullmatch("«[^«»]+»", text)] == []


def test_only_finished_translations_are_compiled(qgis, make, root, tmp_path):
    from qgis.PyQt.QtCore import QTranslator

    translations = {
        ("A", "{} tiles"): make.Translation("{} teselas", True),
        ("A", "{} left"): make.Translation("quedan {:.1f}", False),
    }
    (tmp_path / "a.ts").write_text(make.render(translations), "utf-8")
    script = load_script(root / ".ci" / "compile_translations.py")
    (made,) = script.compile_translations(tmp_path, tmp_path / "made")
    translator = QTranslator()
    assert translator.load(str(made))
    assert translator.translate("A", "{} tiles") == "{} teselas"
    assert not translator.translate("A", "{} left")


@pytest.fixture(scope="module")
def translated(root, tmp_path_factory) -> Path:
    """A plugin folder with a copy of the plugin and its compiled translation."""
    folder = tmp_path_factory.mktemp("translated")
    skipped = shutil.ignore_patterns(".*", "__pycache__", "build", "docs", "examples", "tests")
    shutil.copytree(root, folder / "tilewright", ignore=skipped)
    i18n = folder / "tilewright" / "ui" / "i18n"
    for path in i18n.glob("*.qm"):
        path.unlink()
    made = load_script(root / ".ci" / "compile_translations.py").compile_translations(i18n, i18n)
    assert [path.name for path in made] == ["tilewright_es.qm"]
    return folder


@pytest.fixture
def translated_profile(profile, translated):
    """A fresh profile that finds the translated copy among its plugins."""
    profile.environment["QGIS_PLUGINPATH"] = str(translated)
    return profile


_SHOW = """
import json, os, sys
from qgis.core import QgsApplication

sys.path.append(os.environ["QGIS_PLUGINPATH"])
application = QgsApplication([], True)
application.initQgis()
if len(sys.argv) > 1:
    # What the window does with --lang.
    QgsApplication.setTranslation(sys.argv[1])
import tilewright


def show():
    from tilewright.algorithms.export.build_dataset import BuildDatasetAlgorithm
    from tilewright.ui.pages.cloud_page import CloudPage
    from tilewright.ui.pages.export_page import ExportPage
    from tilewright.ui.pages.image_page import ImagePage
    from tilewright.ui.pages.label_page import LabelPage
    from tilewright.ui.pages.split_page import SplitPage
    from tilewright.ui.sample.sample_page import SamplePage

    algorithm = BuildDatasetAlgorithm()
    algorithm.initAlgorithm()
    page = ImagePage()
    pages = [page, CloudPage(), LabelPage(), SplitPage(), SamplePage(), ExportPage()]
    return {
        "name": algorithm.displayName(),
        "short": algorithm.shortDescription(),
        "help": algorithm.parameterDefinition("TILE_HEIGHT").help(),
        "title": page.title(),
        "tip": page.raster.toolTip(),
        "width": max(each.minimumSizeHint().width() for each in pages),
    }


facts = []
for _ in range(2):
    plugin = tilewright.classFactory(None)
    plugin.initProcessing()
    facts.append(show())
    plugin.unload()
    facts.append(show())
print(json.dumps(facts))
"""
ENGLISH = {
    "name": "Build dataset",
    "help": "Height of a tile, when it is not square.",
    "title": "1  Image and Tiles",
    "tip": "The raster to cut into tiles.",
}
SPANISH = {
    "name": "Crear conjunto de datos",
    "help": "Altura de una tesela cuando no es cuadrada.",
    "title": "1  Imagen y teselas",
    "tip": "El ráster que se corta en teselas.",
}


@pytest.mark.parametrize(
    ("language", "arguments", "expected"),
    [
        ("es_MX.UTF-8", [], SPANISH),
        ("de_DE.UTF-8", ["es"], SPANISH),
        ("es_ES.UTF-8", ["en_US"], ENGLISH),
        ("fr_FR.UTF-8", [], ENGLISH),
        ("C.UTF-8", [], ENGLISH),
    ],
)
def test_plugin_speaks_the_language_of_qgis_until_it_is_unloaded(
    translated_profile, language, arguments, expected
):
    printed = translated_profile.python(_SHOW, *arguments, LC_ALL=language, PYTHONUTF8="1")
    facts = json.loads(printed.splitlines()[-1])
    starts = {"Build dataset": "Makes a labelled", "Crear conjunto de datos": "Crea de una vez"}
    widths = []
    for number, found in enumerate(facts):
        short, width = found.pop("short"), found.pop("width")
        assert found == (ENGLISH if number % 2 else expected)
        assert short.startswith(starts[found["name"]])
        assert short.count(".") == 1
        widths.append(width)
    # In every language the dock fits into 300 pixels, of which a scroll bar takes some.
    assert len(widths) == 4
    assert max(widths) <= 280


def test_console_speaks_spanish_too(translated_profile, console, spanish, data):
    settings = translated_profile.config / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text("[locale]\noverrideFlag=true\nuserLocale=es\n")
    console = type(console)(translated_profile)
    assert console.call("plugins", "enable", "tilewright").returncode == 0
    done = console.call("help", "tilewright:createtilegrid")
    assert done.returncode == 0, done.stderr
    for text in ("Create tile grid", "Overlap (pixels)", ENGLISH["help"]):
        assert spanish["Tilewright", text] in done.stdout
        assert text not in done.stdout
    shares = {"TRAIN": 0, "VAL": 0, "TEST": 0}
    tiles = data / "foz" / "urban.geojson"
    refused = console.attempt("splittiles", INPUT=tiles, OUTPUT="TEMPORARY_OUTPUT", **shares)
    template = "{given}: all shares are zero; give at least one split some tiles."
    said = spanish["Tilewright", template].format(given="TRAIN=0, VAL=0, TEST=0")
    assert said in refused.stdout + refused.stderr
