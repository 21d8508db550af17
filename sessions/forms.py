from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import lazy

from accounts.models import User
from questions.models import Level
from rubric.models import RubricVersion
from sessions.models import InterviewPlan

DATETIME_LOCAL = "%Y-%m-%dT%H:%M"
FARTHEST_YEAR = 10


class PositionForm(forms.Form):
    title = forms.CharField(max_length=200, label="Job title")
    target_level = forms.ChoiceField(choices=[("", "Choose one …"), *Level.choices], label="Target level")
    rubric_version = forms.ModelChoiceField(
        RubricVersion.objects.none(), label="Rubric", empty_label="Choose one …", to_field_name="public_id"
    )
    cut = forms.IntegerField(
        min_value=0,
        max_value=100,
        required=False,
        label="Cut: the total out of 100 from which the arithmetic says yes",
        help_text="Without one, meeting the target level does. It is fixed when the first interview begins.",
    )
    hr = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="HR who may read its reports",
        required=False,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        published = RubricVersion.objects.published().newest().select_related("rubric")
        self.fields["rubric_version"].queryset = published  # type: ignore[attr-defined]
        people = User.objects.filter(is_hr=True, is_active=True).order_by("full_name")
        self.fields["hr"].queryset = people  # type: ignore[attr-defined]


class CutForm(forms.Form):
    """Empty: the level asked for decides what the arithmetic says."""

    cut = forms.IntegerField(min_value=0, max_value=100, required=False)


class PlanForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = InterviewPlan
        fields = ("title", "budget")
        labels = {"budget": "Time budget in minutes"}  # noqa: RUF012 - Django's own form of it


def _their_zone() -> str:
    return f"In your time zone, {timezone.get_current_timezone_name().replace('_', ' ')}."


class StartField(forms.DateTimeField):
    """When an interview starts, in the zone of whoever types it."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=DATETIME_LOCAL)
    input_formats = (DATETIME_LOCAL,)

    def validate(self, value: datetime | None) -> None:
        """A browser sends the year 2 while somebody types 2027, and the ends of the calendar have no time zones."""
        super().validate(value)
        if value and abs(value.year - timezone.now().year) > FARTHEST_YEAR:
            raise forms.ValidationError(f"The year {value.year} is too far away.")
        # An interview of today may be written down when it is over.
        if value and value < timezone.now() - timedelta(days=1):
            raise forms.ValidationError("This time is past. Choose one that is to come.")


class RescheduleForm(forms.Form):
    starts_at = StartField(label="Date and time", help_text=lazy(_their_zone, str)())
    minutes = forms.IntegerField(min_value=5, max_value=480, label="Length in minutes")


class ScheduleForm(RescheduleForm):
    field_order = ("candidate_name", "candidate_email", "starts_at", "minutes", "panel", "shadows", "invite")

    candidate_name = forms.CharField(max_length=150, label="Candidate's name")
    candidate_email = forms.EmailField(label="Candidate's e-mail", required=False)
    panel = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Others on the panel",
        required=False,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )
    shadows = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Shadows: watch, do not score",
        required=False,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )

    invite = forms.BooleanField(
        label="Mail the candidate an invitation with their link now", required=False, initial=True
    )

    def __init__(self, *args: Any, lead: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = User.objects.filter(is_interviewer=True, is_active=True).exclude(pk=lead.pk)
        for name in ("panel", "shadows"):
            self.fields[name].queryset = others.order_by("full_name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        both = set(data.get("panel") or ()) & set(data.get("shadows") or ())
        if both:
            self.add_error("shadows", f"{next(iter(both))} cannot be on the panel and a shadow at once.")
        return data
