import pytest
from django.db.models import OuterRef

from accounts.models import User
from core.counting import CountUpTo

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("most", "counted"), [(2, 2), (3, 3), (9, 3)])
def test_counting_ends_where_it_is_told_to(most: int, counted: int) -> None:
    for number in range(3):
        User.objects.create_user(f"p{number}@count.example", full_name="Same")
    alike = User.objects.filter(full_name=OuterRef("full_name"))
    assert User.objects.annotate(alike=CountUpTo(alike, most)).values_list("alike", flat=True)[0] == counted
