"""Reads a posted scorecard form into changes; a field that it does not know is refused (I13)."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import cached_property

from core.errors import BadRequest
from questions.models import KeyPoint
from rubric.models import AnswerRating, Criterion, Scorecard
from rubric.services import scorecards
from sessions.models import AskedQuestion, InterviewSession

PLUMBING = frozenset({"csrfmiddlewaretoken", "op_id", "base_version", "plain"})
WAS = "was:"


class ScorecardForm:
    """Fields: answer:ASKED, ticks:ASKED (whose tick:ASKED list is then complete), criterion:ID, recommendation,
    confidence, comment, and accept=ID:VALUE for a suggestion taken by a plain button. Each may come with
    was:FIELD, the value it replaces. `apply` raises BadRequest for anything else."""

    def __init__(self, interview: InterviewSession, data: QueryDict, scorecard: Scorecard) -> None:
        self.interview, self.data, self.scorecard = interview, data, scorecard

    @cached_property
    def asked(self) -> dict[str, AskedQuestion]:
        """Fetched by those fields alone that name a question; most saves are one criterion."""
        return {a.public_id: a for a in self.interview.asked.select_related("question_version")}

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        """Those that this scorecard judges."""
        found = Criterion.objects.filter(version=self.scorecard.rubric_version_id, level__in=self.scorecard.levels)
        return {c.public_id: c for c in found}

    @property
    def body(self) -> str:
        """The canonical text of the change, for the operation's hash."""
        pairs = [(k, v) for k in sorted(self.data) if k not in PLUMBING for v in self.data.getlist(k)]
        return urlencode(pairs)

    def apply(self, scorecard: Scorecard) -> None:
        for name in self.data:
            if name not in PLUMBING and not name.startswith(WAS):
                self._apply_one(scorecard, name)

    def as_seen(self, scorecard: Scorecard) -> bool | None:
        """Whether each stored value is the one that the form replaces, or the one that it sets."""
        claims = [name.removeprefix(WAS) for name in self.data if name.startswith(WAS)]
        if not claims:
            return None
        return all(self._stored(scorecard, name) in (self.data[f"{WAS}{name}"], self._posted(name)) for name in claims)

    def _posted(self, name: str) -> str:
        kind, _, target = name.partition(":")
        return ",".join(sorted(self.data.getlist(f"tick:{target}"))) if kind == "ticks" else str(self.data.get(name))

    def _stored(self, scorecard: Scorecard, name: str) -> str:
        kind, _, target = name.partition(":")
        if kind in ("recommendation", "confidence", "comment"):
            return str(getattr(scorecard, kind))
        if kind == "criterion" and target in self.criteria:
            return scorecards.named(scorecard.ratings.filter(criterion=self.criteria[target]).first())
        if kind not in ("answer", "ticks"):
            raise BadRequest("The form holds a field that a scorecard does not have.")
        answer = scorecard.answer_ratings.filter(question_version=self._asked(target).question_version).first()
        return scorecards.named(answer) if kind == "answer" else _ticked(answer)

    def _apply_one(self, scorecard: Scorecard, name: str) -> None:
        kind, _, target = name.partition(":")
        readers: dict[str, Callable[[Scorecard, str], None]] = {
            "answer": self._answer,
            "ticks": self._ticks,
            "tick": self._tick_needs_marker,
            "criterion": self._criterion,
            "accept": self._accept,
            "recommendation": self._choice,
            "confidence": self._choice,
            "comment": self._comment,
        }
        if kind not in readers:
            raise BadRequest("The form holds a field that a scorecard does not have.")
        readers[kind](scorecard, target or kind)

    def _asked(self, target: str) -> AskedQuestion:
        if target not in self.asked:
            raise BadRequest("This question does not belong to this interview.")
        return self.asked[target]

    def _answer(self, scorecard: Scorecard, target: str) -> None:
        scorecards.rate_answer(scorecard, self._asked(target).question_version, str(self.data[f"answer:{target}"]))

    def _ticks(self, scorecard: Scorecard, target: str) -> None:
        version = self._asked(target).question_version
        chosen = set(self.data.getlist(f"tick:{target}"))
        points = KeyPoint.objects.filter(guide__version=version)
        if chosen - {str(point.pk) for point in points}:
            raise BadRequest("This key point belongs to another question.")
        for point in points:
            scorecards.tick(scorecard, version, point, str(point.pk) in chosen)

    def _tick_needs_marker(self, scorecard: Scorecard, target: str) -> None:
        if f"ticks:{target}" not in self.data:
            raise BadRequest("The form of the key points is incomplete.")

    def _criterion(self, scorecard: Scorecard, target: str) -> None:
        if target not in self.criteria:
            raise BadRequest("This criterion belongs to another rubric.")
        scorecards.rate_criterion(scorecard, self.criteria[target], str(self.data[f"criterion:{target}"]))

    def _accept(self, scorecard: Scorecard, field: str) -> None:
        target, _, value = str(self.data[field]).partition(":")
        if target not in self.criteria:
            raise BadRequest("This criterion belongs to another rubric.")
        scorecards.rate_criterion(scorecard, self.criteria[target], value)

    def _choice(self, scorecard: Scorecard, field: str) -> None:
        choices = {"recommendation": Scorecard.Recommendation, "confidence": Scorecard.Confidence}
        if self.data[field] not in choices[field].values:
            raise BadRequest("This choice is not one of those offered.")
        setattr(scorecard, field, self.data[field])

    def _comment(self, scorecard: Scorecard, field: str) -> None:
        scorecard.comment = str(self.data[field])


def _ticked(answer: AnswerRating | None) -> str:
    """The ticked key points as the form names them: primary keys as text, in the order of text."""
    return ",".join(sorted(str(point.pk) for point in answer.ticked.all())) if answer else ""
