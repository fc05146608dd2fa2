"""Numbers without idle zeros."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QDoubleSpinBox


class PlainSpinBox(QDoubleSpinBox):
    """Shows as many decimals as a number has: 64 and 1234.5 instead of 64.00 and 1234.50."""

    def textFromValue(self, value: float) -> str:
        text = super().textFromValue(value)
        point = self.locale().decimalPoint()
        return text.rstrip(self.locale().zeroDigit()).rstrip(point) if point in text else text
