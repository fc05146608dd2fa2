"""What the dock consists of, made in steps, each of which imports what it makes."""

from __future__ import annotations

from collections.abc import Iterator

from .opening_dock import OpeningDock


class DockParts(OpeningDock):
    """The pages, the run panel, and what works behind them; subclasses connect them."""

    def make_parts(self) -> Iterator[None]:
        """Make and lay out the pages one by one, then the rest; each part is known by its name."""
        from .settings.project_settings import ProjectSettings

        self._canvas = self._iface.mapCanvas()
        # Before the pages, which forget layers that are removed as soon as they hear of it.
        self._projects = ProjectSettings(self._iface, self)
        self.on_removal(self._projects.remove)
        yield
        yield from self._make_pages()
        yield from self._make_panel()
        self._make_runs()
        yield
        self._make_results()
        yield
        self._make_preview()
        yield
        self._make_helpers()
        yield
        self.connect_parts()
        yield
        self.take_project()

    def connect_parts(self) -> None:
        """Let all parts hear of each other."""
        raise NotImplementedError

    def take_project(self) -> None:
        """Say what the project keeps."""
        raise NotImplementedError

    def _make_pages(self) -> Iterator[None]:
        from .image.image_sources import ImageSources
        from .tasks.algorithm_dialogs import AlgorithmDialogs

        yield
        self._dialogs = AlgorithmDialogs()
        self.on_removal(self._dialogs.close)
        self.sources = ImageSources(self._dialogs, self._canvas, self)
        self.body.add_page(self.sources.page)
        yield
        from .pages.image_page import ImagePage

        yield
        self.image = ImagePage()
        self.body.add_page(self.image)
        yield
        from .pages.cloud_page import CloudPage

        yield
        self.clouds = CloudPage()
        self.body.add_page(self.clouds)
        yield
        from .pages.label_page import LabelPage

        yield
        self.labels = LabelPage()
        self.body.add_page(self.labels)
        yield
        from .pages.split_page import SplitPage

        yield
        self.split = SplitPage()
        self.body.add_page(self.split)
        yield
        from .pages.export_page import ExportPage

        yield
        self.export = ExportPage()
        self.body.add_page(self.export)
        self.pages = (self.image, self.clouds, self.labels, self.split, self.export)
        yield
        from .sample.sample_page import SamplePage

        yield
        self._sample_page = SamplePage()
        self.body.add_page(self._sample_page)
        yield
        from .results.results_page import ResultsPage

        yield
        self._results_page = ResultsPage()
        self.body.add_page(self._results_page)
        yield

    def _make_panel(self) -> Iterator[None]:
        from .pages.dock_words import DockWords
        from .pages.image_ways import ImageWays
        from .run.dock_problems import DockProblems
        from .run.run_panel import RunPanel

        yield
        self.panel = RunPanel()
        self.body.add_panel(self.panel)
        yield
        shown = *self.pages, self._sample_page
        self.ways = ImageWays(self.sources, self.image, self.export, shown, self)
        self.on_removal(self.ways.remove)
        self._words = DockWords(self.pages)
        self.image.scenes.say = self._words.say
        self._problems = DockProblems(self.pages, self._words, self.panel)
        yield

    def _make_runs(self) -> None:
        from .run.dataset_runs import DatasetRuns
        from .run.share_menu import ShareMenu

        self.runs = DatasetRuns(self.panel, self._words, self._iface, self)
        self.on_removal(self.runs.remove)
        lacks = self._problems.find_sharing_problem
        made = self.panel, self.parameters, lacks, self._dialogs, self._iface
        self.share = ShareMenu(*made, self)

    def parameters(self) -> dict:
        """Parameters of builddataset."""
        raise NotImplementedError

    def _make_results(self) -> None:
        from .results.dataset_results import DatasetResults

        say = self._words.say
        self.results = DatasetResults(self._results_page, self, self._iface, say)
        self.on_removal(self.results.remove)

    def _make_preview(self) -> None:
        from .map.cloud_shares import CloudShares
        from .map.find_tile import TileFinder
        from .map.mark_files import MarkLayers
        from .map.mark_tiles import TileMarking
        from .map.preview_grid import GridPreview

        canvas = self._canvas
        self._finder = TileFinder(canvas)
        self.preview = GridPreview(canvas, self)
        self.on_removal(self.preview.remove)
        self._shares = CloudShares(canvas, self.preview, self)
        self.on_removal(self._shares.remove)
        self.cloud_marks = TileMarking("cloud_marks", canvas, self.preview, self)
        self.on_removal(self.cloud_marks.remove)
        self.label_edits = TileMarking("label_edits", canvas, self.preview, self)
        self.on_removal(self.label_edits.remove)
        self._marks = MarkLayers(self.cloud_marks.marks, self.label_edits.marks)

    def _make_helpers(self) -> None:
        from .pages.label_offer import LabelOffer
        from .review.label_review import LabelReview
        from .sample.dataset_sample import DatasetSample

        say = self._words.say
        shown = self._sample_page, self.preview, self._marks, self._canvas, say
        self.sample = DatasetSample(*shown, self.image.scenes.name_of_tile, self)
        self.on_removal(self.sample.remove)
        shown = self.labels.review, self.label_edits, self.preview, self._canvas
        self.review = LabelReview(*shown, self.folders, say, self)
        self.on_removal(self.review.remove)
        made = self.labels, self.export.layout_rows, lambda: bool(self.runs.last_output)
        self._offer = LabelOffer(*made, self)
        self.on_removal(self._offer.remove)

    def folders(self) -> tuple[str, str]:
        """Where a dataset may be: the folder chosen, and that of the last run."""
        raise NotImplementedError
