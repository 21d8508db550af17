"""What every chart is: a title, the same numbers in words, and a template that draws it."""

from dataclasses import dataclass
from decimal import Decimal

from django.template.loader import render_to_string
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Chart:
    """`description` says every number in words, for whoever does not see the picture."""

    title: str
    description: str

    @property
    def template(self) -> str:
        return f"charts/{type(self).__name__.lower()}.svg"


def svg(chart: Chart) -> SafeString:
    return render_to_string(chart.template, {"chart": chart})


def spoken(label: str, value: Decimal | None) -> str:
    return f"{label}: not observed" if value is None else f"{label}: {value:.1f}"


def shortened(label: str, longest: int) -> str:
    return label if len(label) <= longest else label[: longest - 1].rstrip() + "…"
