"""Tilewright: labelled image-tile datasets from imagery and label layers, inside QGIS."""


def classFactory(iface):  # noqa: N802 (QGIS looks for this name)
    """Called by QGIS when it loads the plugin."""
    from .plugin import TilewrightPlugin

    return TilewrightPlugin(iface)
