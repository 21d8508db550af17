from django import forms

from accounts.models import User

ROLES = ("is_interviewer", "is_hr", "is_candidate", "is_active")


class RolesForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = ("full_name", *ROLES)


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
