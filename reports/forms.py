import re
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet

from accounts.models import User
from questions.models import Level
from reports.audience import NOTHING, ORDER, TOTALS
from reports.exporting import FORMATS
from reports.filters import Chosen
from reports.mechanical import differs
from reports.models import Decision, Report, ReportPolicy, ShareLink, Show
from reports.querysets import ORDERS
from reports.services.breaking_glass import FEWEST_LETTERS, PASSWORDLESS
from sessions.models import Position

ANY = ("", "Any")
LABELS = dict(Show.choices)
READ = ORDER[: ORDER.index(TOTALS) + 1]


class DecisionForm(forms.Form):
    """`said` is what the arithmetic says: whoever chooses otherwise says why."""

    outcome = forms.ChoiceField(label="We decide", choices=Decision.Outcome.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Why", max_length=5000, widget=forms.Textarea(attrs={"rows": 3}), help_text="The report will print it."
    )
    departure = forms.CharField(
        label="Why otherwise than the arithmetic", max_length=2000, required=False, widget=forms.Textarea
    )

    def __init__(self, *args: Any, said: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.said = said

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if differs(self.said, data.get("outcome", "")) and not data.get("departure"):
            self.add_error("departure", f"The arithmetic says {self.said}. Say why people decide otherwise.")
        return data


def _day(label: str) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))


class FilterForm(forms.Form):
    """Filters of the report list; what cannot be read narrows nothing down."""

    q = forms.CharField(label="Name or position", max_length=200, required=False, widget=forms.SearchInput)
    position = forms.ChoiceField(required=False)
    target = forms.ChoiceField(label="Asked for", required=False, choices=[ANY, *Level.choices])
    level = forms.ChoiceField(
        label="Level met",
        required=False,
        choices=[ANY, *Level.choices, ("below junior", "Below junior"), ("unknown", "Cannot be told")],
    )
    decision = forms.ChoiceField(required=False, choices=[ANY, ("open", "Open"), *Decision.Outcome.choices])
    order = forms.ChoiceField(required=False, choices=[(key, label) for key, (label, _) in ORDERS.items()])
    since = _day("From")
    until = _day("To")

    def __init__(self, data: Any, *, positions: QuerySet[Position]) -> None:
        super().__init__(data, label_suffix="")
        choices = [ANY, *((each.public_id, each.title) for each in positions)]
        self.fields["position"] = forms.ChoiceField(required=False, choices=choices)

    def chosen(self) -> Chosen:
        if not self.is_bound:
            return Chosen()
        self.is_valid()
        return Chosen(**{name: value for name, value in self.cleaned_data.items() if value})

    def pairs(self) -> list[tuple[str, str]]:
        """The filters by name, without what is empty."""
        chosen = self.chosen()
        pairs = ((name, getattr(chosen, name)) for name in self.fields)
        return [(name, str(value)) for name, value in pairs if value]

    def query(self) -> str:
        return urlencode(self.pairs())


class SavedViewForm(forms.Form):
    title = forms.CharField(max_length=60)


class ExportForm(forms.Form):
    kind = forms.ChoiceField(label="Format", choices=[(kind, each.label) for kind, each in FORMATS.items()])
    show = forms.ChoiceField(choices=[(each, LABELS[each]) for each in READ])


class LetterForm(forms.Form):
    base_version = forms.IntegerField(min_value=0)
    body = forms.CharField(widget=forms.Textarea)


class ShareForm(forms.Form):
    opens = forms.ChoiceField(choices=ShareLink.Opens.choices, initial=ShareLink.Opens.REPORT)
    show = forms.ChoiceField(choices=[(each, LABELS[each]) for each in READ], required=False)
    days = forms.TypedChoiceField(
        label="Works for", coerce=int, choices=[(1, "1 day"), (7, "7 days"), (30, "30 days"), (90, "90 days")]
    )
    password = forms.CharField(required=False, min_length=8, max_length=128, strip=False)

    def clean(self) -> dict[str, Any]:
        """A link to the letter shows nothing of the report; one to the report says how much."""
        given = super().clean() or {}
        if given.get("opens") == ShareLink.Opens.LETTER:
            given["show"] = NOTHING
        elif not given.get("show"):
            self.add_error("show", "Say how much of the report the link shows.")
        return given


class PolicyForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = ReportPolicy
        fields = ("hr", "panel")
        widgets = {"hr": forms.RadioSelect, "panel": forms.RadioSelect}  # noqa: RUF012 - Django's own form of it


class BreakGlassForm(forms.Form):
    """`report` after it was found valid."""

    address = forms.CharField(
        label="The report's or the interview's address", max_length=300, help_text="As somebody sent it to you."
    )
    reason = forms.CharField(
        label="Why nobody else can read it for you",
        min_length=FEWEST_LETTERS,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    report: Report

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        if not self.user.has_usable_password():
            raise forms.ValidationError(PASSWORDLESS)
        return self.cleaned_data

    def clean_address(self) -> str:
        """Of a whole address, the last word that is the id of a report or of its interview."""
        address: str = self.cleaned_data["address"]
        ids = [word for word in re.split(r"[^\w-]+", address) if word]
        named = Q(public_id__in=ids) | Q(interview__public_id__in=ids)
        # One on themselves does not exist for them (I6).
        found = Report.objects.exclude(interview__candidate__user=self.user).with_people().filter(named).first()
        if found is None:
            raise forms.ValidationError("There is no report at this address.")
        self.report = found
        return address
