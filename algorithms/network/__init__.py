"""Requests by QGIS's network classes, which know proxies, certificates and sign-ins.

May import: algorithms/base, core/catalog, core/downloads, core/network.
"""
