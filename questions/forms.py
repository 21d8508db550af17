import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django import forms
from django.http import QueryDict

from core.errors import DomainError
from questions.content import Content, Picture, Place
from questions.models import Image, Kind, Level, Question

_MARKER = re.compile(r"^\s*(?:[-*+]|\d{1,2}[.)])\s+")


def _lf(text: str) -> str:
    """Browsers send CRLF: a text that nobody changed must not become another one."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def lines(text: str, before: Sequence[str] = ()) -> tuple[str, ...]:
    """One item a line, without list markers; `before` where the text is still what was made of it."""
    if _lf(text) == _lf("\n".join(before)):
        return tuple(before)
    return tuple(item for line in _lf(text).split("\n") if (item := _MARKER.sub("", line).strip()))


class KeyPointsInput(forms.Widget):
    """A list of texts, each with a tick: `key_points` repeats, `key_points-keep` holds the indexes that stay."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        if not isinstance(data, QueryDict):
            return list(data.get(name, []))
        kept = set(data.getlist(f"{name}-keep"))
        return [_lf(text) for n, text in enumerate(data.getlist(name)) if str(n) in kept and text.strip()]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return False


class KeyPointsField(forms.Field):
    widget = KeyPointsInput


class QuestionForm(forms.Form):
    # Whether the upload was stopped for its size: its file is then not among those of the form.
    too_large = False

    prompt = forms.CharField(label="Question", widget=forms.Textarea(attrs={"rows": 5}), max_length=50_000)
    answer = forms.CharField(
        label="Expected answer", widget=forms.Textarea(attrs={"rows": 12}), max_length=50_000, required=False
    )
    key_points = KeyPointsField(required=False)
    follow_ups = forms.CharField(
        label="Follow-ups", help_text="One a line.", widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    red_flags = forms.CharField(
        label="Red flags", help_text="One a line.", widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    minutes = forms.IntegerField(min_value=1, max_value=120, required=False)
    levels = forms.MultipleChoiceField(choices=Level.choices, required=False, widget=forms.CheckboxSelectMultiple)
    kind = forms.ChoiceField(choices=Kind.choices)
    topic = forms.CharField(max_length=200, required=False, widget=forms.TextInput(attrs={"list": "topic-names"}))
    tags = forms.CharField(
        max_length=600,
        required=False,
        help_text="Parted by commas.",
        widget=forms.TextInput(attrs={"list": "tag-names"}),
    )
    use = forms.ChoiceField(choices=Question.Use.choices, label="Use")
    practice_when_asked = forms.BooleanField(
        required=False, label="Stays in practice although an interview of the last twelve months asked it"
    )
    visibility = forms.ChoiceField(choices=Question.Visibility.choices, label="Who sees it")
    new_picture = forms.FileField(
        required=False, label="Add a picture", help_text="PNG, JPEG, GIF or WebP, up to 5 MB."
    )
    new_alt = forms.CharField(
        required=False, max_length=300, label="What it shows", help_text="For whoever cannot see the picture."
    )
    reason = forms.CharField(
        max_length=300,
        required=False,
        label="Why this change",
        help_text="Stands beside the version for everybody who compares them.",
    )
    base_version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    base_place = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.too_large:
            self.add_error("new_picture", "This picture is larger than 5 MB. Make it smaller first.")
        if data.get("new_picture") and not data.get("new_alt", "").strip():
            self.add_error("new_alt", "Say in a few words what the picture shows.")
        if self.errors and data.get("new_picture"):
            self.add_error("new_picture", "Choose the picture again: a page that comes back cannot hold it.")
        return data

    def sketch(self, level: str) -> str:
        """What a level's answer sounds like, as typed or as it stands."""
        if self.is_bound:
            return _lf(str(self.data.get(f"sketch-{level}", "")))
        return str(self.initial.get("level_answers", {}).get(level, ""))

    @property
    def sketches(self) -> list[tuple[str, str, str]]:
        return [(value, label, self.sketch(value)) for value, label in Level.choices]

    @property
    def points(self) -> list[str]:
        return list(self["key_points"].value() or [])

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Those that stay, with their descriptions; a picture taken out is not among them."""
        if not self.is_bound:
            return tuple(self.initial.get("pictures", ()))
        posted = self.data.getlist("picture") if isinstance(self.data, QueryDict) else []
        wanted = [each for each in posted if f"drop-{each}" not in self.data]
        known = dict(Image.objects.filter(public_id__in=wanted).values_list("public_id", "sha256"))
        return tuple(Picture(e, known[e], self.data.get(f"alt-{e}", "").strip()) for e in wanted if e in known)

    @property
    def upload(self) -> bytes | None:
        file = self.cleaned_data.get("new_picture")
        return file.read() if file else None

    def content(self, *, before: Content, pictures: tuple[Picture, ...]) -> Content:
        """`before` is the version that the form was filled from."""
        data = self.cleaned_data
        return Content(
            prompt=_lf(data["prompt"]),
            answer=_lf(data["answer"]),
            answer_label=before.answer_label,
            key_points=tuple(data["key_points"]),
            follow_ups=lines(data["follow_ups"], before.follow_ups),
            red_flags=lines(data["red_flags"], before.red_flags),
            level_answers={value: text for value, _, text in self.sketches if text},
            minutes=data["minutes"],
            pictures=pictures,
        )

    def place(self) -> Place:
        data: dict[str, Any] = self.cleaned_data
        return Place(
            kind=data["kind"],
            levels=tuple(sorted(data["levels"])),
            topic=data["topic"],
            use=data["use"],
            visibility=data["visibility"],
            tags=tuple(sorted(dict.fromkeys(t for part in data["tags"].split(",") if (t := " ".join(part.split()))))),
            practice_when_asked=data["practice_when_asked"],
        )

    def base(self) -> Place | None:
        """Where the question stood when the page was made; None for a page that does not say."""
        try:
            found = json.loads(self.cleaned_data["base_place"] or "null")
            return found and Place(**{**found, "levels": tuple(found["levels"]), "tags": tuple(found["tags"])})
        except (ValueError, TypeError, KeyError):
            raise DomainError("This page is not of the expected form. Please reload it.") from None


def initial_of(content: Content, place: Place, *, version: int, was: Place) -> dict[str, Any]:
    """`was` is the place that the next save is compared with."""
    return {
        "prompt": content.prompt,
        "answer": content.answer,
        "key_points": list(content.key_points),
        "follow_ups": "\n".join(content.follow_ups),
        "red_flags": "\n".join(content.red_flags),
        "level_answers": dict(content.level_answers),
        "pictures": tuple(content.pictures),
        "minutes": content.minutes,
        "levels": list(place.levels),
        "kind": place.kind,
        "topic": place.topic,
        "tags": ", ".join(place.tags),
        "use": place.use,
        "practice_when_asked": place.practice_when_asked,
        "visibility": place.visibility,
        "base_version": version,
        "base_place": json.dumps(asdict(was)),
    }


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class UploadForm(forms.Form):
    file = forms.FileField(
        required=False,
        label="Question documents",
        help_text="Markdown, text, JSON, CSV, Excel, Moodle XML or GIFT: up to 5 MB each, 20 MB together.",
        widget=ManyFiles(
            attrs={"accept": ".md,.markdown,.txt,.json,.jsonl,.csv,.tsv,.xlsx,.xml,.gift", "data-drop": ""}
        ),
    )
    text = forms.CharField(
        required=False,
        label="Text with questions",
        help_text="Out of a mail, a page or a chat: any of the forms that a file may have.",
        widget=forms.Textarea(
            attrs={"rows": 8, "class": "textarea", "spellcheck": "false", "aria-describedby": "id_text_helptext"}
        ),
    )
