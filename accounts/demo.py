"""The people of the demo. They exist in development settings only; a real installation has no default account."""

from dataclasses import dataclass, field

PASSWORD = "practice-makes-better"  # noqa: S105 - shown on the sign-in page, in development only


@dataclass(frozen=True, slots=True)
class DemoPerson:
    key: str
    name: str
    role: str
    rights: dict[str, bool] = field(default_factory=dict)

    @property
    def email(self) -> str:
        return f"{self.key}@demo.example"

    @property
    def first_name(self) -> str:
        return self.name.split()[0]


PEOPLE = (
    DemoPerson("lead", "Lena Marsh", "leads interviews", {"is_interviewer": True}),
    DemoPerson("panel", "Paolo Reyes", "sits on the panel", {"is_interviewer": True}),
    DemoPerson("third", "Thea Lindqvist", "sits on the panel", {"is_interviewer": True}),
    DemoPerson("hr", "Hana Osei", "reads and exports reports", {"is_hr": True}),
    DemoPerson("candidate", "Cam Whitfield", "practises"),
    DemoPerson("admin", "Ada Brandt", "keeps people and roles", {"is_admin": True}),
)
