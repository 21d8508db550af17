"""Documents that nobody has written before, made of usual parts in unusual combinations, are read as they were meant.

`python -m bench.importing` reads thousands of them and says which combinations are still misread.
"""

import pytest

from tests.questions.generated.documents import faults, of_seed, read

# By seeds of our own, since what hypothesis draws changes with the modules that other tests import.
DOCUMENTS, AT_ONCE = 400, 50


@pytest.mark.parametrize("first", range(0, DOCUMENTS, AT_ONCE))
def test_each_combination_is_read_with_its_questions_and_each_answer_on_its_own(first: int) -> None:
    assert {seed: said for seed in range(first, first + AT_ONCE) if (said := misread(seed))} == {}


def misread(seed: int) -> list[str]:
    choices, paper = of_seed(seed)
    return faults(paper, read(paper, choices))
