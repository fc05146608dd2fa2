"""An algorithm that reads scenes and does nothing with them."""

import pytest


@pytest.fixture
def read(qgis):
    """Calls read_scenes as an algorithm does: ``scenes = read(SCENES=[...])``.

    ``read.look(scenes, values)`` is called while it runs, for ``read.found``. The log is in
    ``read.log``, what dataset.json would record in ``read.recorded``.
    """
    from qgis.core import (
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProcessingParameterRasterLayer,
        QgsProcessingParameterVectorLayer,
        QgsProject,
    )

    from tilewright.algorithms.base.algorithm import TilewrightAlgorithm
    from tilewright.algorithms.base.describe_parameters import describe_parameters
    from tilewright.algorithms.scenes.read_scenes import read_scenes
    from tilewright.algorithms.scenes.scene_parameters import add_scene_parameters

    class Reader(TilewrightAlgorithm):
        ID = NAME = GROUP = GROUP_ID = "readscenes"

        def initAlgorithm(self, config=None):
            self.add(QgsProcessingParameterRasterLayer("RASTER", "r", optional=True), "Raster.")
            self.add(QgsProcessingParameterVectorLayer("LABELS", "l", optional=True), "Labels.")
            add_scene_parameters(self)

        def take_inputs(self, values):
            call.recorded = describe_parameters(values)
            call.scenes = read_scenes(values)
            call.found = call.look(call.scenes, values)

        def compute(self, values):
            return {}

    class Log(QgsProcessingFeedback):
        def __init__(self):
            super().__init__(False)
            self.lines = []

        def pushInfo(self, text):
            self.lines.append(text)

        def pushWarning(self, text):
            self.lines.append(text)

    def call(**parameters):
        algorithm = Reader()
        algorithm.initAlgorithm()
        context, feedback = QgsProcessingContext(), Log()
        context.setProject(QgsProject.instance())
        is_good, said = algorithm.checkParameterValues(parameters, context)
        if not is_good:
            raise AssertionError(said)
        try:
            algorithm.run(parameters, context, feedback, {}, False)
        finally:
            call.log = "\n".join(feedback.lines)
        return call.scenes

    call.look = lambda scenes, values: None
    yield call
    QgsProject.instance().clear()


@pytest.fixture
def refused(read):
    """What the user is told of scenes that are refused."""
    from qgis.core import QgsProcessingException

    def call(**parameters):
        with pytest.raises((QgsProcessingException, AssertionError)) as caught:
            read(**parameters)
        return str(caught.value)

    return call
