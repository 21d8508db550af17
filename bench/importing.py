"""`python -m bench.importing`: reads made documents of known truth, and names the choices that are misread most."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from multiprocessing import Pool
from random import Random

from tests.questions.generated.choices import Choices, plain
from tests.questions.generated.clear import is_clear
from tests.questions.generated.documents import faults, made, of_seed, read, text_of
from tests.questions.generated.options import OPTIONS

FEWEST = 5
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Reading:
    seed: int
    choices: Choices
    faults: list[str]


def main(words: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.importing", description=__doc__)
    parser.add_argument("--documents", type=int, default=5_000)
    parser.add_argument("--first", type=int, default=0, help="the seed of the first document")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--show", type=int, help="print the document of this seed, and how it is misread")
    chosen = parser.parse_args(words)
    if chosen.show is not None:
        show(chosen.show)
        return
    with Pool(chosen.processes) as pool:
        seeds = range(chosen.first, chosen.first + chosen.documents)
        readings = pool.map(reading, seeds, AT_ONCE)
    report(readings)


def reading(seed: int) -> Reading:
    choices, paper = of_seed(seed)
    return Reading(seed, choices, faults(paper, read(paper, choices)))


def show(seed: int) -> None:
    choices, paper = of_seed(seed)
    print(text_of(paper, choices), "", *faults(paper, read(paper, choices)), sep="\n")


def report(readings: Sequence[Reading]) -> None:
    failed = [each for each in readings if each.faults]
    right = 1 - len(failed) / len(readings)
    print(f"{len(readings)} documents, {len(failed)} misread: {right:.1%} are read as they were written.")
    for pair, members, rate in blamed(readings):
        print(f"\n{len(members):4}  {rate:4.0%}  {' + '.join(pair)}")
        for each in members[:3]:
            print(f"      {each.seed}: {each.faults[0][:100].splitlines()[0]} ({len(each.faults)})")
            print(f"          {', '.join(f'{name}: {option}' for name, option in simplest(each).items())}")


def simplest(each: Reading) -> Choices:
    """The choices that are enough for it to be misread, but those that are the first of their options."""
    left = dict(each.choices)
    for name, options in OPTIONS.items():
        tried = plain({**left, name: next(iter(options))})
        if tried != left and is_clear(tried) and misread(each.seed, tried):
            left = tried
    return {name: option for name, option in left.items() if option != next(iter(OPTIONS[name]))}


def misread(seed: int, choices: Choices) -> list[str]:
    paper = made(choices, Random(seed))  # noqa: S311 - made documents, not secrets
    return faults(paper, read(paper, choices))


def blamed(readings: Sequence[Reading]) -> Iterator[tuple[tuple[str, ...], list[Reading], float]]:
    """(the one or two choices, the misread documents, their share of all such): each document under one pair alone,
    the pair that explains most of what is left first.
    """
    every = Counter(pair for each in readings for pair in pairs(each))
    left = [each for each in readings if each.faults]
    while left:
        counts = Counter(pair for each in left for pair in pairs(each))
        pair = max(counts, key=lambda pair: (counts[pair] >= FEWEST, counts[pair] ** 1.5 / every[pair], -len(pair)))
        members = [each for each in left if pair in set(pairs(each))]
        yield pair, members, counts[pair] / every[pair]
        left = [each for each in left if each not in members]


def pairs(each: Reading) -> list[tuple[str, ...]]:
    named = [f"{name}: {option}" for name, option in each.choices.items()]
    return [*((one,) for one in named), *combinations(named, 2)]


if __name__ == "__main__":
    main(sys.argv[1:])
