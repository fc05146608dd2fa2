"""What can be wrong with a dataset: findings, and rules that several layouts share.

May import: core/tiles.
"""
