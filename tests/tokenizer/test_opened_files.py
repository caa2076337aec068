"""Tokenizers that other programs made: their very ids, their text, and clear words where a file is no tokenizer."""

from __future__ import annotations

import json
import shutil
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

from workbench.config.tokenizers.bpe import BPE
from workbench.config.tokenizers.file import File
from workbench.errors import TokenizerError
from workbench.tokenizer import load_tokenizer, train_tokenizer

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
GPT2 = DATA / "tok-gpt2"
TEXT = (
    "The European lobster couldn't be found, so they left.  Two spaces, and a\ttab!\n\nIt's 12345 “quoted” words.\n"
    "从前有一条龙，它睡不着。龙的朋友数了一百颗星星。 <unk> naïve\n"
) * 30
needs_gpt2 = pytest.mark.skipif(not GPT2.is_dir(), reason="GPT-2's files are not at hand")


def opened(path: Path) -> Any:
    return train_tokenizer(File(path=str(path)), "")


def byte_level() -> tuple[Tokenizer, trainers.Trainer]:
    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    return made, trainers.BpeTrainer(vocab_size=500, initial_alphabet=alphabet, special_tokens=["<s>"])


def bert() -> tuple[Tokenizer, trainers.Trainer]:
    made = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer()
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.decoder = decoders.WordPiece()
    return made, trainers.WordPieceTrainer(vocab_size=400, special_tokens=["[UNK]", "[CLS]"])


def metaspace() -> tuple[Tokenizer, trainers.Trainer]:
    made = Tokenizer(models.Unigram())
    made.normalizer = normalizers.NFKC()
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    made.decoder = decoders.Metaspace()
    return made, trainers.UnigramTrainer(vocab_size=300, special_tokens=["<unk>"], unk_token="<unk>")


def llama() -> tuple[Tokenizer, trainers.Trainer]:
    made = Tokenizer(models.BPE(byte_fallback=True, fuse_unk=True))
    made.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    made.pre_tokenizer = pre_tokenizers.Split("▁", "merged_with_next")
    made.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    names = [f"<0x{value:02X}>" for value in range(256)]
    return made, trainers.BpeTrainer(vocab_size=600, limit_alphabet=60, special_tokens=names)


def words_with_ends() -> tuple[Tokenizer, trainers.Trainer]:
    made = Tokenizer(models.BPE(unk_token="<unk>", end_of_word_suffix="</w>"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.decoder = decoders.BPEDecoder("</w>")
    return made, trainers.BpeTrainer(vocab_size=400, special_tokens=["<unk>"], end_of_word_suffix="</w>")


def gpt4_words() -> tuple[Tokenizer, trainers.Trainer]:
    made, trainer = byte_level()
    regex = Regex(r"\p{N}{1,2}| ?\p{L}+| ?[^\s\p{L}\p{N}]+|\s+")
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(regex, "isolated"), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]
    )
    return made, trainer


MAKERS = [byte_level, bert, metaspace, llama, words_with_ends, gpt4_words]


@pytest.mark.parametrize("make", MAKERS)
def test_that_a_tokenizer_json_gives_the_ids_and_the_text_of_the_library(
    make: Callable[[], tuple[Tokenizer, trainers.Trainer]], tmp_path: Path
) -> None:
    library, trainer = make()
    library.train_from_iterator([TEXT], trainer)
    library.save(str(tmp_path / "tokenizer.json"))
    made = opened(tmp_path)
    ids = made.encode(TEXT).tolist()
    assert ids == library.encode(TEXT, add_special_tokens=False).ids
    plain = [line for line in TEXT.splitlines() if not {made.banned_ids[:1]} & {tuple(made.encode(line)[:1])}]
    for line in plain[:3]:
        encoded = made.encode(line).tolist()
        if not set(encoded) & set(made.banned_ids):
            assert made.decode(encoded) == library.decode(encoded, skip_special_tokens=False)
            stream = made.stream()
            assert "".join(map(stream.push, encoded)) + stream.flush() == made.decode(encoded)


@pytest.mark.parametrize("make", [metaspace, llama])
def test_that_text_in_the_middle_keeps_its_space_and_gets_no_mark_of_a_beginning(
    make: Callable[[], tuple[Tokenizer, trainers.Trainer]], tmp_path: Path
) -> None:
    library, trainer = make()
    library.train_from_iterator([TEXT], trainer)
    library.save(str(tmp_path / "tokenizer.json"))
    made = opened(tmp_path)
    line = "they left so they left"
    ids = made.encode(line)
    assert made.decode(ids) == line
    tail = made.encode(" they left", continued=True)
    assert tail.tolist() == ids.tolist()[-len(tail) :]
    assert made.decode(tail, continued=True) == " they left"
    stream = made.stream(continued=True)
    assert "".join(stream.push(int(token)) for token in tail) + stream.flush() == " they left"


@needs_gpt2
def test_that_gpt2_has_its_published_ids_and_gives_any_text_back() -> None:
    made = opened(GPT2)
    assert made.vocab_size == 50_257
    assert made.encode("Hello world").tolist() == [15496, 995]  # as in OpenAI's and Hugging Face's documentation
    assert made.encode("a<|endoftext|>b").tolist() == [64, 50256, 65]
    assert made.reversible
    assert made._fast is not None
    assert made.decode(made.encode(TEXT)) == TEXT
    for name in ("vocab.json", "merges.txt"):
        assert opened(GPT2 / name).encode(TEXT).tolist() == made.encode(TEXT).tolist()


@needs_gpt2
def test_that_gpt2_agrees_with_transformers_on_real_texts() -> None:
    transformers = pytest.importorskip("transformers")
    theirs = transformers.GPT2TokenizerFast(vocab=str(GPT2 / "vocab.json"), merges=str(GPT2 / "merges.txt"))
    made = opened(GPT2)
    for name in ("tinyshakespeare/input.txt", "zh-classics/红楼梦.txt"):
        text = (DATA / name).read_text(encoding="utf-8")[:60_000]
        assert made.encode(text).tolist() == theirs(text)["input_ids"]


@pytest.mark.parametrize("kind", ["unigram", "bpe"])
@pytest.mark.parametrize("options", [{}, {"byte_fallback": True}, {"remove_extra_whitespaces": False}])
def test_that_a_sentencepiece_model_has_the_ids_of_sentencepiece(
    kind: str, options: dict[str, Any], tmp_path: Path
) -> None:
    theirs = pytest.importorskip("sentencepiece")
    (tmp_path / "in.txt").write_text(TEXT, encoding="utf-8")
    theirs.SentencePieceTrainer.train(
        input=str(tmp_path / "in.txt"),
        model_prefix=str(tmp_path / "made"),
        vocab_size=400,
        model_type=kind,
        hard_vocab_limit=False,
        minloglevel=5,
        **options,
    )
    reference = theirs.SentencePieceProcessor(model_file=str(tmp_path / "made.model"))
    made = opened(tmp_path)
    for line in TEXT.splitlines()[:4]:
        assert made.encode(line).tolist() == reference.encode(line)


def varint(value: int) -> bytes:
    found = b""
    while value > 0x7F:
        found, value = found + bytes((value & 0x7F | 0x80,)), value >> 7
    return found + bytes((value,))


def block(number: int, content: bytes) -> bytes:
    return varint(number << 3 | 2) + varint(len(content)) + content


def sentencepiece_file(pieces: list[tuple[str, float, int]], kind: int) -> bytes:
    """A .model written after sentencepiece_model.proto: pieces, then the trainer's model_type."""
    found = b""
    for text, score, type_ in pieces:
        inner = block(1, text.encode()) + varint(2 << 3 | 5) + struct.pack("<f", score) + varint(3 << 3) + varint(type_)
        found += block(1, inner)
    return found + block(2, varint(3 << 3) + varint(kind))


PIECES = [
    ("<unk>", 0.0, 2), ("<s>", 0.0, 3), ("▁", -3.0, 1), ("▁ab", -2.0, 1), ("a", -4.0, 1), ("b", -4.1, 1),
    ("ab", -3.1, 1),
]  # fmt: skip


def test_that_a_sentencepiece_file_is_read_by_its_format(tmp_path: Path) -> None:
    # By hand: "▁ab" (-2) beats every other way to write the word, "ab" (-3.1) beats "a" and "b" (-8.1).
    (tmp_path / "x.model").write_bytes(sentencepiece_file(PIECES, 1))
    made = opened(tmp_path / "x.model")
    assert made.encode("ab  ab").tolist() == [3, 3]
    assert made.encode("bab").tolist() == [2, 5, 6]
    assert made.encode("a<s>").tolist() == [2, 4, 0]
    assert made.decode(made.encode("ab b")) == "ab b"
    assert {0, 1} <= set(made.banned_ids)
    # Merges follow the scores: (▁, ab) makes the best piece, once (a, b) has made "ab".
    (tmp_path / "y.model").write_bytes(sentencepiece_file(PIECES, 2))
    assert opened(tmp_path / "y.model").encode("ab ba").tolist() == [3, 2, 5, 4]


def test_that_a_run_needs_the_file_no_more(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "x.model").write_bytes(sentencepiece_file(PIECES, 1))
    made = opened(source)
    made.save(tmp_path / "tokenizer.json")
    shutil.rmtree(source)
    loaded = load_tokenizer(tmp_path / "tokenizer.json")
    assert loaded.kind == "file"
    assert loaded.encode("ab bab ab").tolist() == made.encode("ab bab ab").tolist()
    assert loaded.banned_ids == made.banned_ids
    assert opened(tmp_path / "tokenizer.json").encode("ab b").tolist() == made.encode("ab b").tolist()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("tokenizer.json", b"{", "not valid JSON"),
        ("tokenizer.json", b"[1]", "holds no tokenizer"),
        ("tokenizer.json", b'{"model": {"type": "Telepathy"}}', "cannot read it"),
        ("tokenizer.json", b'{"a": 1}', "holds no tokenizer"),
        ("x.model", b"not a model at all", "no SentencePiece model"),
        ("x.model", b"", "no SentencePiece model"),
        ("x.model", sentencepiece_file(PIECES, 1)[:50], "cut short"),
        ("x.model", sentencepiece_file(PIECES, 3), "types Unigram and BPE"),
        ("vocab.json", b'{"a": 1}', "no vocabulary of a byte-level BPE"),
    ],
)
def test_that_a_bad_file_is_refused_in_words(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(TokenizerError, match=words):
        opened(tmp_path / name)


@needs_gpt2
@pytest.mark.parametrize(
    ("line", "words"),
    [("only_one", "no pair of tokens"), ("zz qqqqq", "makes no token")],
)
def test_that_bad_merges_are_refused_in_words(tmp_path: Path, line: str, words: str) -> None:
    shutil.copy(GPT2 / "vocab.json", tmp_path)
    (tmp_path / "merges.txt").write_text(f"#version: 0.2\nĠ t\n{line}\n", encoding="utf-8")
    with pytest.raises(TokenizerError, match=words):
        opened(tmp_path)


def test_that_a_missing_file_an_empty_folder_and_no_name_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(TokenizerError, match="cannot be read"):
        opened(tmp_path / "gone.json")
    with pytest.raises(TokenizerError, match="no tokenizer in the folder"):
        opened(tmp_path)
    with pytest.raises(TokenizerError, match="No tokenizer file is chosen"):
        train_tokenizer(File(), "")


def test_that_a_decoder_that_cannot_be_shown_token_by_token_is_refused(tmp_path: Path) -> None:
    library, trainer = byte_level()
    library.train_from_iterator([TEXT], trainer)
    content = json.loads(library.to_str()) | {"decoder": json.loads(decoders.CTC().__getstate__())}
    (tmp_path / "tokenizer.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(TokenizerError, match="CTC"):
        opened(tmp_path)


def test_that_merges_tiktoken_would_do_differently_have_no_quick_twin(tmp_path: Path) -> None:
    # (a, bc) is no merge, so the library leaves "a" beside "bc", which tiktoken would join to the token "abc".
    tokens = [*pre_tokenizers.ByteLevel.alphabet(), "bc", "ab", "abc"]
    library = Tokenizer(
        models.BPE(vocab={t: i for i, t in enumerate(tokens)}, merges=[("b", "c"), ("a", "b"), ("ab", "c")])
    )
    library.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    library.decoder = decoders.ByteLevel()
    library.save(str(tmp_path / "tokenizer.json"))
    made = opened(tmp_path)
    assert made._fast is None
    assert made.encode("abc").tolist() == library.encode("abc").ids
    assert train_tokenizer(BPE(vocab_size=300), TEXT)._fast is not None
