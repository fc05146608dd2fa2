"""Samples that a model keeps, and comparing pixels with them: boundaries and nearest neighbours.

May import: nothing of ours.
"""
