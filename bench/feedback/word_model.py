"""A sentence model of the BERT family, read from a wheel and run with numpy: one vector for each word.

Nothing of the wheel is installed or run: its weights (safetensors) and its vocabulary are read as data. The shapes are
those of all-MiniLM-L6-v2: six layers, twelve heads, 384 numbers for a word.
"""

import json
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np

Array = Any
LAYERS, HEADS, WIDTH = 6, 12, 384
BATCH = 512
_TYPES = {"F32": np.float32, "F16": np.float16, "I64": np.int64}


class WordModel:
    def __init__(self, wheel: Path) -> None:
        with ZipFile(wheel) as archive:
            names = {Path(name).name: name for name in archive.namelist()}
            self.weights = _tensors(archive.read(names["model.safetensors"]))
            lines = archive.read(names["vocab.txt"]).decode().splitlines()
        self.vocabulary = {piece: number for number, piece in enumerate(lines)}

    def vectors(self, words: Sequence[str]) -> tuple[list[str], Array]:
        """The words that the vocabulary can spell, and a row for each: the mean over the pieces of the word alone."""
        spelt: dict[int, list[tuple[str, list[int]]]] = {}
        for word in words:
            if pieces := self._pieces(word):
                spelt.setdefault(len(pieces), []).append((word, pieces))
        rows = [row for length in sorted(spelt) for row in spelt[length]]
        batches = (chunk for length in sorted(spelt) for chunk in _chunks(spelt[length]))
        return [word for word, _ in rows], np.concatenate([self._mean([ids for _, ids in chunk]) for chunk in batches])

    def _pieces(self, word: str) -> list[int]:
        """WordPiece: the longest known beginning, then the longest known continuation; empty where one is unknown."""
        found, start = [], 0
        while start < len(word):
            ends = range(len(word), start, -1)
            end = next((end for end in ends if self._known(word[start:end], start)), None)
            if end is None:
                return []
            found.append(self._known(word[start:end], start))
            start = end
        return found

    def _known(self, part: str, start: int) -> int:
        return self.vocabulary.get(f"##{part}" if start else part, 0)

    def _mean(self, words: Sequence[Sequence[int]]) -> Array:
        first, last = self.vocabulary["[CLS]"], self.vocabulary["[SEP]"]
        ids = np.array([[first, *pieces, last] for pieces in words])
        weights = self.weights
        state = weights["embeddings.word_embeddings.weight"][ids]
        state = state + weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
        state = self._normed(state + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for layer in range(LAYERS):
            state = self._layer(state, f"encoder.layer.{layer}")
        return state.mean(1)

    def _layer(self, state: Array, name: str) -> Array:
        seen = self._linear(self._attention(state, f"{name}.attention.self"), f"{name}.attention.output.dense")
        state = self._normed(state + seen, f"{name}.attention.output.LayerNorm")
        inner = self._linear(_gelu(self._linear(state, f"{name}.intermediate.dense")), f"{name}.output.dense")
        return self._normed(state + inner, f"{name}.output.LayerNorm")

    def _attention(self, state: Array, name: str) -> Array:
        shape = (*state.shape[:2], HEADS, WIDTH // HEADS)
        query, key, value = (
            self._linear(state, f"{name}.{part}").reshape(shape).transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) / np.float32((WIDTH // HEADS) ** 0.5)
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        return (shares / shares.sum(-1, keepdims=True) @ value).transpose(0, 2, 1, 3).reshape(state.shape)

    def _linear(self, state: Array, name: str) -> Array:
        """As one product of two tables: numpy multiplies a stack of small ones a hundred times slower."""
        weight = self.weights[f"{name}.weight"]
        flat = state.reshape(-1, state.shape[-1]) @ weight.T + self.weights[f"{name}.bias"]
        return flat.reshape(*state.shape[:-1], weight.shape[0])

    def _normed(self, state: Array, name: str) -> Array:
        centred = state - state.mean(-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(-1, keepdims=True) + np.float32(1e-12))
        return centred / spread * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]


def _gelu(state: Array) -> Array:
    """A cube as two products: numpy's power is many times slower."""
    bent = state + np.float32(0.044715) * state * state * state
    return state * np.float32(0.5) * (1 + np.tanh(np.float32(0.7978845608) * bent))


def _chunks(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def _tensors(blob: bytes) -> dict[str, Array]:
    """safetensors: eight bytes with the length of a JSON header, which says where each tensor lies behind it."""
    (length,) = struct.unpack("<Q", blob[:8])
    header = json.loads(blob[8 : 8 + length])
    header.pop("__metadata__", None)
    return {name: _tensor(blob[8 + length :], entry) for name, entry in header.items()}


def _tensor(data: bytes, entry: dict[str, Any]) -> Array:
    start, end = entry["data_offsets"]
    return np.frombuffer(data[start:end], dtype=_TYPES[entry["dtype"]]).reshape(entry["shape"])
