from questions.likeness import Bank, Words, best, judge, pair, said


def alike(mine: tuple[str, str], *others: tuple[str, str]) -> tuple[str, int] | None:
    here, bank, texts = said(*mine), Bank[int](), Words()
    rest = [said(*other) for other in others]
    for place, one in enumerate(rest):
        bank.add(place, one.prompt)
    for one in (here, *rest):
        texts.learn(one.counts)
    found = best(judge(k, here, rest[k], bank.words, texts) for k in bank.candidates(here.prompt))
    return (found.how, found.key) if found else None


FILLER = [(f"Tell me about subject {n} and colour {n}", f"Words on {n}") for n in range(12)]


def test_case_and_markup_make_no_difference() -> None:
    assert alike(("What is **dropout**?", ""), *FILLER, ("what is Dropout", "")) == ("same", 12)


def test_one_word_more_is_nearly_the_same() -> None:
    mine = ("How do you choose the size of a batch for training?", "")
    assert alike(mine, *FILLER, ("How do you choose the right size of a batch for training?", "")) == ("near", 12)


def test_the_same_rare_words_in_another_order_are_the_same_meaning() -> None:
    mine = ("Criteria for choosing an optimiser", "Adam adapts its rates, SGD generalises")
    other = ("When would you choose Adam over SGD as optimizer?", "Adam adapts rates; SGD with momentum generalises")
    assert alike(mine, *FILLER, other) == ("meaning", 12)


def test_common_words_alone_are_no_likeness() -> None:
    assert alike(("Tell me about a conflict at work", ""), *FILLER) is None


def test_questions_of_the_same_name_about_other_code_are_not_the_same() -> None:
    mine = ("What is the output?\n\n```py\nprint([1] * 3)\n```", "A list of three ones")
    other = ("What is the output?\n\n```py\nlen({}.values())\n```", "Zero")
    found = alike(mine, *FILLER, other)
    assert found is None or found[0] != "same"


def test_an_edited_document_goes_on_with_its_questions() -> None:
    old = {
        10: said("What is an index?", "A sorted copy of columns"),
        11: said("What is a view?", "A stored query"),
        12: said("Name the isolation levels", "Read committed, serialisable"),
    }
    new = [
        said("What is a view?", "A stored query with a name, read like a table"),
        said("Which isolation levels are there?", "Read committed, serialisable"),
        said("What is an index?", "A sorted copy of columns"),
        said("What does a trigger do?", "Runs on change"),
    ]
    assert pair(new, old) == {0: 11, 1: 12, 2: 10}
