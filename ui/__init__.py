"""What the plugin adds to the QGIS window; it builds parameters and runs algorithms."""

from __future__ import annotations
