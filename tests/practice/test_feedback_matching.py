"""What counts as saying a key point in other words."""

import pytest

from practice.feedback import State, cover
from practice.feedback.letters import share_of_letters, triples_of
from practice.feedback.likeness import one_slip
from practice.feedback.matching import Hit, Match, borrowed_shares
from practice.feedback.neighbours import neighbours_of
from practice.feedback.terms import terms_of, weigh
from practice.feedback.text import pairs_of_sentences, read_text

SAID = ("Checksums detect corruption", "Timeouts detect loss", "Backoff spares the network")


def confidence(answer, point, prompt=""):
    return cover(answer, [point], prompt).points[0].confidence


@pytest.mark.parametrize(
    ("answer", "point"),
    [
        ("It is LIFO.", "The order is last in, first out"),
        ("Search takes O(log n) then.", "Search takes logarithmic time"),
        ("We use depth-first search here.", "Uses DFS"),
        ("The vertices are unbalanced.", "Nodes are unbalanced"),
        ("They lie in consecutive addresses.", "Elements have contiguous addresses"),
        ("The colour is normalised.", "Normalizes the color"),
        ("It needs a base casse.", "Needs a base case"),
        ("Make a sub tree of it.", "Makes a subtree"),
        ("It makes a subtree of it.", "Makes a sub-tree"),
        ("max_depth limits it.", "Limited by maxDepth"),
        ("It was intialized there.", "Initialized there"),
    ],
)
def test_other_words_for_the_same_thing_are_found(answer, point):
    assert cover(answer, [point]).points[0].covered is True


def test_a_synonym_is_less_sure_than_the_word_itself():
    assert confidence("An edge joins two vertices.", "An edge joins two nodes") < confidence(
        "An edge joins two nodes.", "An edge joins two nodes"
    )


def test_the_opposite_lowers_the_confidence():
    point = "The queue is first in, first out"
    assert confidence("The queue has LIFO order.", point) < confidence("The queue has some order.", point)


def test_words_of_the_question_tell_little():
    point, question = "The kernel slides over the image", "What does a kernel do with an image?"
    answer = "A kernel is for an image."
    assert confidence(answer, point, question) < confidence(answer, point)


def test_words_that_all_points_share_tell_little():
    mutex = terms_of(read_text("mutex").tokens)
    assert weigh([mutex, mutex], [])[0][0].weight < weigh([mutex], [])[0][0].weight


def test_common_words_tell_less_than_rare_ones():
    point = "The program uses polymorphism"
    assert confidence("This is a program.", point) < confidence("This is polymorphism.", point)


def test_a_key_point_may_be_spread_over_neighbouring_sentences():
    point = "Checksums detect corruption and timeouts detect loss"
    assert cover("Checksums detect corruption. Loss is seen by a timeout.", [point]).points[0].covered is True


def test_sentences_far_apart_do_not_add_up():
    filler = " There was a lot of other work to do on that day." * 8
    near = "Checksums detect it. A timeout shows loss."
    far = f"Checksums detect it.{filler} A timeout shows loss."
    point = "Checksums detect corruption and timeouts detect loss"
    assert confidence(far, point) < confidence(near, point)


def test_the_shorter_of_two_equal_quotes_is_taken():
    answer = "Dropout helps. Weight decay helps. Dropout and weight decay help."
    start, end = cover(answer, ["Dropout and weight decay"]).points[0].span
    assert answer[start:end] == "Dropout and weight decay help"


def test_a_point_of_small_words_only_can_be_found():
    assert confidence("They all do.", "They all do") > 0.3


@pytest.mark.parametrize("slip", ["recieve", "receve", "receivve", "reseive", "receive"])
def test_one_slip_of_the_pen_is_forgiven(slip):
    assert one_slip("receive", slip) is True


@pytest.mark.parametrize("other", ["deceived", "recipe", "rceevie"])
def test_two_slips_are_another_word(other):
    assert one_slip("receive", other) is False


def test_a_weak_hint_counts_more_beside_other_points_that_were_said():
    points = ["Checksums detect corruption", "Timeouts detect loss", "Backoff spares the network"]
    said = "Checksums detect corruption and timeouts detect loss. Backoff is used."
    alone = "Bananas are yellow and apples are mostly red. Backoff is used."
    assert cover(said, points).points[2].confidence > cover(alone, points).points[2].confidence


def test_a_point_without_a_word_of_its_own_is_never_found_however_much_else_is():
    points = [
        "Checksums detect corruption",
        "Timeouts detect loss",
        "Backoff spares the network",
        "Fragmentation hurts",
    ]
    assert cover(". ".join(SAID), points).points[3].state is not State.FOUND


def test_a_point_without_a_word_of_its_own_is_not_found_beside_others_that_are_not():
    points = [
        "Checksums detect corruption",
        "Timeouts detect loss",
        "Backoff spares the network",
        "Fragmentation hurts",
    ]
    assert cover("Timeouts detect loss.", points).points[3].state is State.NOT_FOUND


def test_words_that_say_another_point_more_fully_are_borrowed():
    fuller, borrower, apart = (
        Match(0.9, 3.0, (Hit(0, 0, 1.0, 1.0), Hit(2, 1, 1.0, 1.0))),
        Match(0.4, 3.0, (Hit(2, 0, 1.0, 1.0), Hit(5, 1, 1.0, 3.0))),
        Match(0.5, 3.0, (Hit(7, 0, 1.0, 1.0),)),
    )
    assert borrowed_shares([fuller, borrower, apart]) == [0.0, 0.25, 0.0]


def test_the_same_words_prove_less_among_many_sentences():
    point, answer = "Backoff spares the network", "Backoff spares it."
    filler = " I went home. It rained. We had tea. The bus was late. He read. She slept. They sang."
    assert confidence(answer + filler, point) < confidence(answer, point)


def triples(text):
    return triples_of(read_text(text).tokens)


def test_letters_of_small_words_do_not_count():
    assert triples("of the queue") == {"^qu", "que", "ueu", "eue", "ue$"}


def test_letters_are_looked_for_in_two_sentences_that_follow_one_another():
    windows = [triples_of(pair) for pair in pairs_of_sentences(read_text("A queue. It rained. A stack.").tokens)]
    assert [share_of_letters(triples(word), windows) for word in ("queue rained", "queue stack")] == [1.0, 4 / 8]


def test_no_answer_holds_no_letters():
    assert share_of_letters(triples("queue"), []) == 0.0


def test_without_a_table_no_word_is_near_another():
    assert neighbours_of("delet") == {}


def test_a_table_says_which_words_are_near(neighbour_table):
    neighbour_table.write_text("# by hand\nzebra\tstripe:80 herd:45\n", encoding="utf-8")
    assert neighbours_of("zebra") == {"stripe": 0.8, "herd": 0.45}


def test_a_neighbour_counts_for_less_than_the_word_itself(neighbour_table):
    neighbour_table.write_text("zebra\tstripe:80\n", encoding="utf-8")
    none, near, same = (confidence(f"The {word} is on it.", "A zebra") for word in ("cactus", "stripe", "zebra"))
    assert none < near < same
