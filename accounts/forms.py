from django import forms
from django.contrib.auth.password_validation import validate_password

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
        label="First password",
        help_text="At least 12 characters. They can change it after signing in.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = User
        fields = ("full_name", "email", *ROLES[:3])
        labels = WORDS

    def clean_email(self) -> str:
        """As it is stored: otherwise an address in capitals would pass for another person's."""
        email: str = self.cleaned_data["email"]
        return email.lower()

    def clean_password(self) -> str:
        """The rules of signing up, against this person's own name and address too."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self._as_typed())
        return password

    def _as_typed(self) -> User:
        return User(full_name=self.cleaned_data.get("full_name", ""), email=self.cleaned_data.get("email", ""))
