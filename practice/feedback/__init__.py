"""Key-point feedback for practice: hints, not a grade. Pure: text in, dataclasses out."""

from practice.feedback.coverage import Coverage, Flag, PointCoverage, State
from practice.feedback.covering import cover

__all__ = ["Coverage", "Flag", "PointCoverage", "State", "cover"]
