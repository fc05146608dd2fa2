"""What QGIS's windows show of parameters: words for codes, labels in sentences, sections, help.

May import: nothing of ours.
"""
