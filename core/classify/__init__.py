"""Classifiers of pixels: trained by scikit-learn, kept and used without it.

May import: core/classes, core/files, core/geotiff, core/hashing, core/imagery, core/indices,
core/raster, core/report, core/resampling, core/run, core/samples, core/signatures, core/trees,
core/vectors.
"""
