"""What the apps above hear of organisations."""

from django.dispatch import Signal

merged = Signal()
"""Two entries were found to be one organisation (`merge`: Merge) and their records moved, in the same transaction."""

parted = Signal()
"""Such a merge was undone (`merge`: Merge), in the same transaction."""
