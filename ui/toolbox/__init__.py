"""What Processing's dialogs show of our own: fields, and headings between them.

May import: algorithms/base, algorithms/dialogs, ui/widgets.
"""
