"""Messages of a run in the background reach the window with their parts."""

import pytest

from tilewright.core.errors import ExportError, ParameterError
from tilewright.core.message import Message


@pytest.fixture
def run(wait, add_raster, tmp_path):
    """Runs builddataset in the task manager: ``run(...)`` gives the run and what went wrong."""
    from tilewright.ui.tasks.run_algorithm import AlgorithmRun

    kept = []

    def work(**more):
        parameters = {"RASTER": add_raster().id(), "TILE_SIZE": 10, "OUTPUT": str(tmp_path / "set")}
        started = AlgorithmRun({**parameters, **more})
        kept.append(started)
        started.lines = []
        started.said.connect(started.lines.append)
        ended = []
        started.ended.connect(lambda results, problem: ended.append(problem))
        problem = started.start()
        if problem:
            return started, problem
        wait(lambda: ended)
        return started, ended[0]

    return work


@pytest.fixture
def algorithm(qgis):
    from tilewright.algorithms.export.build_dataset import BuildDatasetAlgorithm

    return BuildDatasetAlgorithm


@pytest.mark.parametrize("step", ["take_inputs", "compute"])
def test_an_error_of_either_thread_keeps_its_parts(run, algorithm, monkeypatch, step):
    def fail(self, values):
        raise ParameterError("{QUALITY} is {value}, and odd.", value=3)

    monkeypatch.setattr(algorithm, step, fail)
    started, problem = run()
    assert isinstance(problem, Message)
    assert problem == "QUALITY is 3, and odd."
    assert [p.role for p in problem.parameters()] == ["QUALITY"]
    assert started.feedback.errors == [problem]


def test_warnings_and_lines_keep_their_parts(run, algorithm, monkeypatch):
    def work(self, values):
        values.warn("{BANDS} are few.")
        values.info("{count} things", count=2)
        values.feedback.pushInfo("plain")
        raise ExportError("{OUTPUT} is full.")

    monkeypatch.setattr(algorithm, "compute", work)
    started, _ = run()
    (warning,) = started.feedback.warnings
    assert warning.template == "{BANDS} are few."
    assert started.lines[:3] == [warning, "2 things", "plain"]
    assert [isinstance(line, Message) for line in started.lines[:3]] == [True, True, False]


def test_what_is_checked_before_the_start_keeps_its_parts(run):
    _, problem = run(FORMAT="BMP")
    assert isinstance(problem, Message)
    assert [p.role for p in problem.parameters()] == ["FORMAT"]
    assert problem.startswith("FORMAT is 'BMP'; choose one of JPEG")
