"""The form of a whole panel: pasted candidates, ticked people, the first start; and what it comes to."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import User
from sessions.candidate_lines import ReadLines, read_candidates
from sessions.forms import StartField
from sessions.models import InterviewPlan, InterviewSession, PanelMember
from sessions.services.panels import PanelPlan
from sessions.slots import slots

PAUSE = 15
DAY_END = time(17, 0)


class PanelForm(forms.Form):
    candidates = forms.CharField(
        label="Candidates, one a line",
        help_text="Paste names, with or without an e-mail address, or cells of a spreadsheet.",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6, "placeholder": "Ana Silva, ana@example.org"}),
    )
    panel = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="With you on every panel",
        required=False,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )
    starts_at = StartField(label="First start")
    minutes = forms.IntegerField(min_value=5, max_value=480, label="Minutes each")
    pause = forms.IntegerField(min_value=0, max_value=480, label="Minutes between")
    day_end = forms.TimeField(label="Done by", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    def __init__(self, *args: Any, lead: User, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)  # type: ignore[misc]
        self.lead = lead
        others = User.objects.filter(is_interviewer=True, is_active=True).exclude(pk=lead.pk)
        self.fields["panel"].queryset = others.order_by("full_name")  # type: ignore[attr-defined]

    def clean_candidates(self) -> ReadLines:
        read = read_candidates(self.cleaned_data["candidates"])
        for problem in read.problems:
            self.add_error("candidates", problem)
        return read

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        read = data.get("candidates")
        if read:
            self._refuse_candidates_on_the_panel(read)
        return data

    def _refuse_candidates_on_the_panel(self, read: ReadLines) -> None:
        people = {user.email: user for user in (self.lead, *self.cleaned_data.get("panel", ()))}
        for line in read.candidates:
            if line.email.lower() in people:
                self.add_error("candidates", f"{line.name} sits on the panel, and cannot be its candidate.")

    def chosen(self) -> PanelPlan:
        data = self.cleaned_data
        candidates = data["candidates"].candidates
        first = timezone.make_naive(data["starts_at"])
        timing = {"minutes": data["minutes"], "pause": data["pause"], "day_end": data["day_end"]}
        starts = slots(first, count=len(candidates), **timing)
        return PanelPlan(
            candidates, tuple(map(timezone.make_aware, starts)), data["minutes"], self.lead, tuple(data["panel"])
        )


def initial(plan: InterviewPlan, earlier: InterviewSession | None) -> dict[str, Any]:
    """As the earlier set: its panel, its length, its time of day; the next working day."""
    panel = [] if earlier is None else [m for m in earlier.panel.all() if m.seat == PanelMember.Seat.PANEL]
    return {
        "minutes": earlier.minutes if earlier else plan.budget,
        "panel": [member.user.public_id for member in panel if member.user_id != plan.position.owner_id],
        "starts_at": _next_start(earlier),
        "pause": PAUSE,
        "day_end": DAY_END,
    }


def _next_start(earlier: InterviewSession | None) -> datetime:
    at = timezone.localtime(earlier.scheduled_at).time() if earlier else time(9, 0)
    today = timezone.localtime().replace(hour=at.hour, minute=at.minute - at.minute % 5, second=0, microsecond=0)
    return timezone.make_aware(slots(timezone.make_naive(today), count=2, minutes=1, pause=0, day_end=time.min)[1])
