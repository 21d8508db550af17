"""The person behind a candidate: an account of the same address, whenever either of the two is made (I6)."""

from accounts.models import User
from sessions.models import Candidate


def candidate_for(owner: User, *, name: str, email: str) -> Candidate:
    """The owner's candidate of that e-mail, or a new one linked to the account of the same address."""
    known = Candidate.objects.filter(owner=owner, email__iexact=email).first() if email else None
    if known:
        return known
    account = User.objects.filter(email__iexact=email).first() if email else None
    return Candidate.objects.create(owner=owner, name=name, email=email, user=account)


def link_account(user: User, *, using: str) -> None:
    """Whoever was a candidate before they had this account sees nothing of that evaluation, whatever their role."""
    Candidate.objects.using(using).filter(user=None, email__iexact=user.email).update(user=user)
