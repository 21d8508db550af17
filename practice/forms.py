from typing import Any

from django import forms

from practice.models import Preparation, Run, StudySet
from practice.services.runs import Choice
from questions.models import Level, Topic

ANY = [("", "Any level")]


class TopicNames(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, topic: Any) -> str:
        return str(topic.name)


class RunForm(forms.Form):
    """What to practise now. `topics` offers only topics with questions that may be practised."""

    mode = forms.ChoiceField(choices=Run.Mode.choices, initial=Run.Mode.STUDY)
    level = forms.ChoiceField(choices=[*ANY, *Level.choices], required=False)
    number = forms.IntegerField(label="Questions at most", min_value=1, max_value=50, required=False, initial=5)
    minutes = forms.IntegerField(
        label="Minutes at most",
        min_value=3,
        max_value=180,
        required=False,
        widget=forms.NumberInput(attrs={"placeholder": "no limit"}),
    )
    study_set = forms.ModelChoiceField(
        queryset=StudySet.objects.none(), to_field_name="public_id", required=False, empty_label="All questions"
    )
    topics = TopicNames(
        queryset=Topic.objects.none(), to_field_name="public_id", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, topics: Any, sets: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["study_set"].queryset = sets  # type: ignore[attr-defined]
        self.fields["topics"].queryset = topics  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("mode") == Run.Mode.MOCK and not data.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", "A mock interview goes by the clock: say how many minutes it may take.")
        return data

    def choice(self) -> Choice:
        data = self.cleaned_data
        return Choice(
            mode=data["mode"],
            level=data["level"],
            topics=tuple(topic.pk for topic in data["topics"]),
            number=data["number"],
            minutes=data["minutes"],
            study_set=data["study_set"],
        )


class PreparationForm(forms.ModelForm):  # type: ignore[type-arg]
    target_level = forms.ChoiceField(
        label="Level you aim for", choices=[("", "Not said"), *Level.choices], required=False
    )

    class Meta:
        model = Preparation
        fields = ("interview_on", "target_level", "weekly_goal", "pace", "show_timer")
        labels = {  # noqa: RUF012 - a ModelForm's Meta is written so
            "interview_on": "Day of your interview",
            "weekly_goal": "Answers a week",
            "pace": "Time for each question",
            "show_timer": "Show the timer",
        }
        help_texts = {  # noqa: RUF012
            "interview_on": "Then “due today” asks first what you would recall least on that day.",
        }
        widgets = {"interview_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}  # noqa: RUF012


class SearchForm(forms.Form):
    q = forms.CharField(required=False, max_length=200)
    level = forms.ChoiceField(choices=[*ANY, *Level.choices], required=False)
    topic = forms.CharField(required=False, max_length=32)
    mark = forms.ChoiceField(
        choices=[("", "All"), ("bookmark", "Bookmarked"), ("needs_work", "Needs work"), ("new", "Not practised yet")],
        required=False,
    )
