"""How reviewed labels look on the map: the more doubtful, the stronger."""

from __future__ import annotations

from qgis.core import (
    QgsFeatureRequest,
    QgsFillSymbol,
    QgsRuleBasedRenderer,
    QgsVectorLayer,
)

from ..base.words import tr

_TIP = (
    '<b>[% "rank" %]. [% "tile_id" %]</b><br>[% "given" %] &rarr; [% "likely" %]'
    '<br>[% round("doubt", 2) %]'
)


def style_doubt(layer: QgsVectorLayer) -> None:
    """Outlines by doubt, the most doubtful above the others; a map tip tells the classes."""
    # Width tells as much as colour.
    looks = (
        ('"doubtful" = 1', tr("Probably wrong"), "#b3350a", "1"),
        ('"doubtful" = 0 AND "doubt" >= 0.5', tr("Perhaps wrong"), "#e69f00", "0.66"),
        ('"doubtful" = 0 AND "doubt" < 0.5', tr("Probably right"), "#7a8a96", "0.26"),
        ("ELSE", tr("Not judged"), "#c8c8c8", "0.26"),
    )
    root = QgsRuleBasedRenderer.Rule(None)
    for expression, title, color, width in looks:
        look = {"style": "no", "outline_color": color, "outline_width": width}
        rule = QgsRuleBasedRenderer.Rule(QgsFillSymbol.createSimple(look))
        rule.setFilterExpression(expression)
        rule.setLabel(title)
        root.appendChild(rule)
    renderer = QgsRuleBasedRenderer(root)
    clause = QgsFeatureRequest.OrderByClause('"doubt"', True, True)
    renderer.setOrderBy(QgsFeatureRequest.OrderBy([clause]))
    renderer.setOrderByEnabled(True)
    layer.setRenderer(renderer)
    layer.setMapTipTemplate(_TIP)
