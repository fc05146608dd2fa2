"""The menu entry that signs in to Earth Engine."""

from __future__ import annotations

from functools import partial

from qgis.PyQt.QtCore import QObject, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QAction, QInputDialog

from ...algorithms.base.words import put_into_words, tr
from ...core.errors import TilewrightError
from .background import Background

_TITLE = "Tilewright"


class EarthEngineSignIn(QObject):
    """Opens Google's page in the browser, and waits for it in a task that can be cancelled.

    Attributes:
        action: the menu entry.
    """

    def __init__(self, iface) -> None:
        super().__init__(iface.mainWindow())
        self._iface = iface
        self._background = Background(self)
        self._sign_in = None
        self.action = QAction(tr("Sign In to Earth Engine"), iface.mainWindow())
        self.action.setObjectName("tilewrightEarthEngineSignIn")
        self.action.triggered.connect(self.start)

    def start(self) -> None:
        """Begin; what was begun before is given up."""
        from ...core.earthengine.sign_in import SignIn

        self._give_up()
        try:
            self._sign_in = SignIn()
        except TilewrightError as error:
            self._iface.messageBar().pushWarning(_TITLE, put_into_words(error.message, {}))
            return
        QDesktopServices.openUrl(QUrl(self._sign_in.url))
        self._iface.messageBar().pushInfo(
            _TITLE,
            tr(
                "Sign in to Earth Engine in the browser. QGIS waits for it for five minutes; the "
                "task can be cancelled at the bottom of the window."
            ),
        )
        sign_in = self._sign_in
        self._background.start(
            tr("Signing in to Earth Engine"),
            lambda feedback: sign_in.wait(feedback.isCanceled),
            partial(self._finish, sign_in),
        )

    def _finish(self, sign_in, token: object, problem: str) -> None:
        from ...core.earthengine.sign_in import stored_project

        bar = self._iface.messageBar()
        if not token:
            if problem:
                bar.pushWarning(_TITLE, problem)
            return
        project, _ = QInputDialog.getText(
            self._iface.mainWindow(),
            tr("Sign In to Earth Engine"),
            tr("Id of the Cloud project that requests are billed to:"),
            text=stored_project(),
        )
        try:
            path = sign_in.save(str(token), project)
        except OSError as error:
            bar.pushWarning(
                _TITLE,
                tr("The sign-in cannot be kept: {}").format(error.strerror or error),
            )
            return
        bar.pushSuccess(_TITLE, tr("Signed in to Earth Engine; kept in {}").format(path))

    def _give_up(self) -> None:
        self._background.stop()
        if self._sign_in is not None:
            self._sign_in.close()
            self._sign_in = None

    def remove(self) -> None:
        """Leave nothing behind."""
        self._give_up()
        self.action.triggered.disconnect(self.start)
        self.action.deleteLater()
        self.deleteLater()
