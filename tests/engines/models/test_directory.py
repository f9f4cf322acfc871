"""Broken model directories are refused before anything heavy opens them."""

from __future__ import annotations

import json
import struct
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentencepiece import SentencePieceTrainer

from workbench.engines.models import weights
from workbench.engines.models.directory import REQUIRED, examine
from workbench.errors import ModelDirectoryError


def test_the_embedded_model_is_whole(embedded: Path) -> None:
    found = examine(embedded)
    assert found.vocabulary == len(json.loads((embedded / "vocab.json").read_text("utf-8")))
    assert (found.positions, found.weights.name) == (512, "model.safetensors")
    assert found.beams > 1
    assert found.size < 30_000_000


@pytest.mark.parametrize("name", [*REQUIRED, "model.safetensors"])
def test_a_missing_file_is_named(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(ModelDirectoryError, match=name) as caught:
        examine(copied)
    assert "missing" in caught.value.what
    assert caught.value.hint


@pytest.mark.parametrize("name", ["source.spm", "vocab.json", "model.safetensors"])
def test_an_empty_file_is_named(copied: Path, name: str) -> None:
    (copied / name).write_bytes(b"")
    with pytest.raises(ModelDirectoryError, match="empty"):
        examine(copied)


@pytest.mark.parametrize("kept", [4, 9, 500, 100_000])
def test_weights_cut_short_are_noticed(copied: Path, kept: int) -> None:
    weights = copied / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:kept])
    with pytest.raises(ModelDirectoryError, match="damaged or cut short"):
        examine(copied)


def test_weights_with_something_after_them_are_noticed(copied: Path) -> None:
    with (copied / "model.safetensors").open("ab") as stream:
        stream.write(b"more")
    with pytest.raises(ModelDirectoryError, match="should have"):
        examine(copied)


def test_a_pointer_instead_of_weights_is_explained(copied: Path) -> None:
    (copied / "model.safetensors").write_text("version https://git-lfs.example/v1\n")
    with pytest.raises(ModelDirectoryError, match="pointer"):
        examine(copied)


def test_a_vocabulary_of_another_size_is_noticed(copied: Path) -> None:
    vocabulary = json.loads((copied / "vocab.json").read_text("utf-8"))
    vocabulary.pop("<unk>")
    (copied / "vocab.json").write_text(json.dumps(vocabulary), "utf-8")
    with pytest.raises(ModelDirectoryError, match="pieces"):
        examine(copied)


def test_another_kind_of_model_is_refused(copied: Path) -> None:
    (copied / "config.json").write_text('{"model_type": "bert"}')
    with pytest.raises(ModelDirectoryError, match="'bert', not a Marian model"):
        examine(copied)


def _change(path: Path, values: dict[str, object]) -> None:
    """Set values in a JSON file."""
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | values), "utf-8")


@pytest.mark.parametrize("name", ["</s>", "<pad>"])
def test_a_piece_that_every_model_has_may_not_be_missing(copied: Path, name: str) -> None:
    vocabulary = json.loads((copied / "vocab.json").read_text("utf-8"))
    vocabulary["made up"] = vocabulary.pop(name)
    (copied / "vocab.json").write_text(json.dumps(vocabulary), "utf-8")
    with pytest.raises(ModelDirectoryError, match=f"no piece {name}"):
        examine(copied)


@pytest.mark.parametrize("number", [7, 9_999, "3", None])
def test_pieces_have_each_a_number_of_their_own(copied: Path, number: object) -> None:
    _change(copied / "vocab.json", {"的": number})
    with pytest.raises(ModelDirectoryError, match="not numbered from 0 to 10,000"):
        examine(copied)


@pytest.mark.parametrize("name", ["source.spm", "target.spm"])
def test_pieces_of_another_model_are_noticed(copied: Path, name: str, tmp_path: Path) -> None:
    SentencePieceTrainer.train(
        sentence_iterator=iter(["Совсем другая модель для другого языка."] * 50),
        model_prefix=str(tmp_path / "other"),
        vocab_size=30,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    (tmp_path / "other.model").replace(copied / name)
    with pytest.raises(ModelDirectoryError, match=r"knows only \d+ of its \d+ pieces") as caught:
        examine(copied)
    assert caught.value.where.endswith(name)


@pytest.mark.parametrize("content", [b"\x0a\x7f no pieces", b"<html>"])
def test_piece_models_that_are_none_are_named(copied: Path, content: bytes) -> None:
    (copied / "target.spm").write_bytes(content)
    with pytest.raises(ModelDirectoryError, match=r"target\.spm.*no sentencepiece model"):
        examine(copied)


def test_a_tokeniser_of_another_kind_is_refused(copied: Path) -> None:
    _change(copied / "tokenizer_config.json", {"tokenizer_class": "BertTokenizer"})
    with pytest.raises(ModelDirectoryError, match="the tokeniser is a BertTokenizer"):
        examine(copied)


def test_a_vocabulary_for_each_language_is_not_supported(copied: Path) -> None:
    _change(copied / "tokenizer_config.json", {"separate_vocabs": True})
    with pytest.raises(ModelDirectoryError, match="a vocabulary for each language"):
        examine(copied)


def test_languages_that_can_be_asked_for_are_known(copied: Path) -> None:
    assert examine(copied).prefixes == ()
    vocabulary = json.loads((copied / "vocab.json").read_text("utf-8"))
    for old, new in (("什", ">>cmn_Hant<<"), ("莫", ">>cmn_Hans<<")):
        vocabulary[new] = vocabulary.pop(old)
    (copied / "vocab.json").write_text(json.dumps(vocabulary), "utf-8")
    assert examine(copied).prefixes == (">>cmn_Hans<<", ">>cmn_Hant<<")


@pytest.mark.parametrize("value", ["many", None, -1, True, 2.5])
def test_a_configuration_without_its_numbers_is_refused(copied: Path, value: object) -> None:
    _change(copied / "config.json", {"d_model": value})
    with pytest.raises(ModelDirectoryError, match=r"d_model is .*, not a number"):
        examine(copied)


@pytest.mark.parametrize("text", ["{", "[1]"])
def test_configuration_that_is_no_object_is_refused(copied: Path, text: str) -> None:
    (copied / "config.json").write_text(text)
    with pytest.raises(ModelDirectoryError, match="no JSON"):
        examine(copied)


def test_no_directory_at_all(tmp_path: Path) -> None:
    with pytest.raises(ModelDirectoryError, match="no such model directory"):
        examine(tmp_path / "nowhere")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["data_offsets", "shape", "a"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(_JSON)
def test_any_header_is_weighed_without_a_crash(header: object) -> None:
    text = json.dumps(header).encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.safetensors"
        path.write_bytes(struct.pack("<Q", len(text)) + text + b"12345678")
        config = {"vocab_size": 1, "d_model": 1, "encoder_layers": 1, "decoder_layers": 1}
        with pytest.raises(ModelDirectoryError):
            weights.check(path, config)


@pytest.mark.parametrize(
    "entry",
    [
        '{"data_offsets": [0, 8], "shape": []}',
        '{"data_offsets": [0, 8], "shape": [Infinity]}',
        '{"data_offsets": [0, -Infinity], "shape": [1]}',
        '{"data_offsets": ["a", "b"], "shape": [1]}',
    ],
)
def test_an_embedding_of_no_shape_is_refused(tmp_path: Path, entry: str) -> None:
    text = f'{{"model.shared.weight": {entry}}}'.encode()
    path = tmp_path / "model.safetensors"
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"12345678")
    with pytest.raises(ModelDirectoryError, match=r"a single number|cannot be read"):
        weights.check(path, {"vocab_size": 1, "d_model": 1})


@given(st.binary(max_size=40))
def test_any_bytes_are_weighed_without_a_crash(content: bytes) -> None:
    config = {"vocab_size": 1, "d_model": 1, "encoder_layers": 1, "decoder_layers": 1}
    with tempfile.TemporaryDirectory() as folder:
        for name in ("model.safetensors", "pytorch_model.bin"):
            (Path(folder) / name).write_bytes(content)
            with pytest.raises(ModelDirectoryError):
                weights.check(Path(folder) / name, config)
