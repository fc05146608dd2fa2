"""What pages of the dock are made of: their base, and rows of fields that belong together.

May import: algorithms/base, algorithms/dialogs, core/balance, core/dataset, core/files,
core/labels, core/layouts, core/objects, core/scaling, core/scenes, ui/labels, ui/map, ui/settings,
ui/widgets.
"""
