from typing import Any

from django import forms

from questions.models import Kind, Level, Question
from questions.services.bank import Content, Place


def lines(text: str) -> list[str]:
    return [line.strip(" -*\t") for line in text.splitlines() if line.strip(" -*\t")]


class QuestionForm(forms.Form):
    prompt = forms.CharField(label="Question", widget=forms.Textarea(attrs={"rows": 5}), max_length=50_000)
    answer = forms.CharField(
        label="Expected answer", widget=forms.Textarea(attrs={"rows": 10}), max_length=50_000, required=False
    )
    key_points = forms.CharField(
        label="Key points",
        help_text="One a line: what a good answer contains. Interviewers tick them.",
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )
    follow_ups = forms.CharField(
        label="Follow-ups", help_text="One a line.", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    red_flags = forms.CharField(
        label="Red flags", help_text="One a line.", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    minutes = forms.IntegerField(min_value=1, max_value=120, required=False)
    levels = forms.MultipleChoiceField(choices=Level.choices, required=False, widget=forms.CheckboxSelectMultiple)
    kind = forms.ChoiceField(choices=Kind.choices)
    topic = forms.CharField(max_length=200, required=False)
    use = forms.ChoiceField(choices=Question.Use.choices)
    visibility = forms.ChoiceField(choices=Question.Visibility.choices, label="Who sees it")
    reason = forms.CharField(max_length=300, required=False, label="Why this change")
    base_version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def content(self, before: Content | None = None) -> Content:
        data = self.cleaned_data
        return Content(
            prompt=data["prompt"],
            answer=data["answer"],
            answer_label=before.answer_label if before else "",
            key_points=lines(data["key_points"]),
            follow_ups=lines(data["follow_ups"]),
            red_flags=lines(data["red_flags"]),
            level_answers=before.level_answers if before else {},
            minutes=data["minutes"],
        )

    def place(self) -> Place:
        data: dict[str, Any] = self.cleaned_data
        return Place(data["kind"], data["levels"], data["topic"], data["use"], data["visibility"])


def initial_of(question: Question) -> dict[str, Any]:
    version = question.current
    guide = getattr(version, "guide", None)
    if version is None or guide is None:
        return {}
    return {
        "prompt": version.prompt,
        "answer": guide.answer,
        "key_points": "\n".join(point.text for point in guide.key_points.all()),
        "follow_ups": "\n".join(guide.follow_ups),
        "red_flags": "\n".join(guide.red_flags),
        "minutes": version.minutes,
        "levels": [entry.level for entry in question.levels.all()],
        "kind": question.kind,
        "topic": question.topic.name if question.topic else "",
        "use": question.use,
        "visibility": question.visibility,
        "base_version": version.number,
    }


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Question documents",
        help_text="Markdown, text, JSON, CSV, Excel, Moodle XML or GIFT: up to 5 MB each, 20 MB together.",
        widget=ManyFiles(
            attrs={"accept": ".md,.markdown,.txt,.json,.jsonl,.csv,.tsv,.xlsx,.xml,.gift", "data-drop": ""}
        ),
    )
