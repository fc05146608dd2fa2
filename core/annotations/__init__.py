"""What stands in files that tell of labels, for layouts that put them together.

May import: core/classes, core/faults, core/files, core/formats, core/objects.
"""
