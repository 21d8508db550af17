"""Small accessible SVG charts: geometry in dataclasses, markup in templates, colours in CSS."""

from core.charts.bars import bars
from core.charts.calendar import calendar
from core.charts.chart import Chart, svg
from core.charts.heat import HeatRow, heat
from core.charts.radar import radar
from core.charts.timeline import Stretch, timeline
from core.charts.trend import trend

__all__ = ["Chart", "HeatRow", "Stretch", "bars", "calendar", "heat", "radar", "svg", "timeline", "trend"]
