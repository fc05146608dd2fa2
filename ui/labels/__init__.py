"""Classes of label layers: their table, and layers to draw in.

May import: algorithms/base, algorithms/inputs, core/classes, ui/toolbox, ui/widgets.
"""
