"""An image's own values from dark to bright on the map, where fill had left no room for them."""

from __future__ import annotations

from qgis.core import QgsContrastEnhancement, QgsMultiBandColorRenderer, QgsRasterLayer

from ...core.scenes.image_facts import ImageFacts

# A stretch so many times as wide as the values leaves them all but one shade.
_TOO_WIDE = 3.0


def stretch_without_fill(layer: QgsRasterLayer, facts: ImageFacts) -> bool:
    """Stretch a colour image to its own values, where it is stretched to its fill as well.

    Args:
        layer: of the image; any other way that it is shown stays.
        facts: of the image.

    Returns:
        Whether it is shown otherwise now.
    """
    renderer = layer.renderer()
    if facts.fill is None or not isinstance(renderer, QgsMultiBandColorRenderer):
        return False
    changed = renderer.clone()
    shown = (
        (renderer.redBand(), renderer.redContrastEnhancement(), changed.setRedContrastEnhancement),
        (
            renderer.greenBand(),
            renderer.greenContrastEnhancement(),
            changed.setGreenContrastEnhancement,
        ),
        (
            renderer.blueBand(),
            renderer.blueContrastEnhancement(),
            changed.setBlueContrastEnhancement,
        ),
    )
    for band, old, take in shown:
        if old is None or not _is_too_wide(old, facts, band):
            return False
        new = QgsContrastEnhancement(layer.dataProvider().dataType(band))
        low, high = facts.ranges[band]
        new.setMinimumValue(low, False)
        new.setMaximumValue(high, False)
        kinds = QgsContrastEnhancement.ContrastEnhancementAlgorithm
        new.setContrastEnhancementAlgorithm(kinds.StretchToMinimumMaximum)
        take(new)
    layer.setRenderer(changed)
    layer.triggerRepaint()
    return True


def _is_too_wide(old: QgsContrastEnhancement, facts: ImageFacts, band: int) -> bool:
    if band not in facts.ranges:
        return False
    low, high = facts.ranges[band]
    least, most = old.minimumValue(), old.maximumValue()
    return least <= facts.fill.value <= most and most - least > _TOO_WIDE * (high - low)
