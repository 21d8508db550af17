from django import forms

from accounts.models import User
from accounts.roles import ROLES

WORDS = {
    "email": "E-mail",
    "is_interviewer": "Interviews candidates and leads positions",
    "is_hr": "HR: reads and exports reports",
    "is_candidate": "Practises",
    "is_active": "May sign in",
}


class NameForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = ("full_name",)
        labels = {"full_name": "Name"}  # noqa: RUF012 - Django's own form of it
        help_texts = {"full_name": "As colleagues and candidates read it."}  # noqa: RUF012


class RolesForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = ("full_name", *ROLES)
        labels = WORDS


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    password = forms.CharField(
        min_length=12,
        label="First password",
        help_text="At least 12 characters. They can change it after signing in.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = User
        fields = ("full_name", "email", *ROLES[:3])
        labels = WORDS
