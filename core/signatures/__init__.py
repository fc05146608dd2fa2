"""What the pixels of classes look like, band by band, and how well they can be told apart.

May import: core/classes, core/files, core/hashing, core/report.
"""
