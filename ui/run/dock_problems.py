"""What keeps the dataset from being made, beside its field and above Run."""

from __future__ import annotations

from collections.abc import Sequence

from ..pages.dock_words import DockWords
from ..rows.dock_page import DockPage
from ..widgets.problem import Problem
from .run_panel import RunPanel


class DockProblems:
    """Gathers what the pages, the preview and the last run complain of.

    Attributes:
        run_failure: what the last run failed of, a message of the algorithm or a text of QGIS; it
            may well go right when it is tried again.
        preview_failure: what the preview failed of; a run would fail of the same.
        preview_warnings: what it warned of; the run may go on all the same.
    """

    def __init__(self, pages: Sequence[DockPage], words: DockWords, panel: RunPanel) -> None:
        self._pages = pages
        self._words = words
        self._panel = panel
        self._own = [None] * len(pages)
        self.run_failure = self.preview_failure = ""
        self.preview_warnings: Sequence[str] = ()

    def check(self) -> bool:
        """Ask the pages; returns whether the first, the image's, has nothing to complain of."""
        self._own = [page.check() for page in self._pages]
        return self._own[0] is None

    def blame_image(self, message: str) -> None:
        """There can be no grid, as an algorithm says."""
        page = self._pages[0]
        _, widget = self._words.find_field(message) or (page, page.raster)
        self._own[0] = Problem(widget, self._words.say(message))
        page.show_problem(self._own[0])

    def show(self, is_busy: bool) -> None:
        """Show each beside its field, and the one that matters most above Run."""
        for page, own in zip(self._pages, self._own):
            page.show_problem(own)
        warnings = self._warnings()
        failures = [self._place(text) for text in (self.run_failure, self.preview_failure) if text]
        # Each page shows one, the last of these.
        for page, problem in (*reversed(warnings), *failures):
            if page is not None and self._own[self._pages.index(page)] is None:
                page.show_problem(problem)
        found = [problem for problem in self._own if problem is not None]
        if self.preview_failure:
            found.append(failures[-1][1])
        # What is wrong comes before what is still to be said.
        found.sort(key=lambda problem: problem.is_hint)
        warning = warnings[0][1] if warnings else None
        self._panel.show_ready(found[0] if found else None, is_busy, warning)

    def _warnings(self) -> list[tuple[DockPage, Problem]]:
        """What the preview warned of, where a field on show can mend it; the log has the others."""
        if self.preview_failure:
            return []
        placed = map(self._place, self.preview_warnings)
        return [(page, problem) for page, problem in placed if page is not None]

    def _place(self, message: str) -> tuple[DockPage | None, Problem]:
        """The page that a message is about, if any, and the message in the dock's words."""
        page, widget = self._words.find_field(message) or (None, self._panel)
        return page, Problem(widget, self._words.say(message))

    def find_settings_problem(self) -> str:
        """What is wrong with the settings, wherever the dataset goes, or lacks of the image."""
        first = self._own[0]
        if first is not None:
            return first.shown_text
        found = (p for p in self._own if p is not None and not (p.is_hint or p.is_of_folder))
        return next((problem.shown_text for problem in found), "")

    def find_sharing_problem(self) -> str:
        """What keeps the run from being taken elsewhere; a folder that is taken does not."""
        texts = (p.text for p in self._own if p is not None and not p.is_of_folder)
        return next(texts, "")
