"""Which files of a data set are meant, and how it is named."""

from __future__ import annotations

import pytest

from workbench.data.hub.choice import choose_converted, choose_original, is_partial
from workbench.data.hub.name import HubName
from workbench.errors import DataError

CONVERTED = ["default/test/0000.parquet", "default/train/0001.parquet", "default/train/0000.parquet"]
LANGUAGES = ["de/train/0000.parquet", "en/train/0000.parquet", "en/validation/0000.parquet"]


def test_that_a_name_says_what_it_means() -> None:
    name = HubName("some/data", "en", "train", "refs/pr/1")
    assert name.source == "hub:some/data?config=en&split=train&revision=refs/pr/1"
    for made in (name, HubName("squad"), HubName("some/data", split="a b&c")):
        assert HubName.parse(made.source) == made


@pytest.mark.parametrize("source", ["hub:", "hub:a/b/c", "hub:../x", "hub:a b", "hub:a/b?speed=1", "hub:a/..b"])
def test_that_what_names_no_data_set_is_refused(source: str) -> None:
    with pytest.raises(DataError):
        HubName.parse(source)


def test_that_the_training_part_of_the_only_configuration_is_taken() -> None:
    assert choose_converted(CONVERTED, HubName("a")) == ["default/train/0000.parquet", "default/train/0001.parquet"]
    assert choose_converted(CONVERTED, HubName("a", split="test")) == ["default/test/0000.parquet"]
    assert choose_converted(LANGUAGES, HubName("a", config="en")) == ["en/train/0000.parquet"]


def test_that_what_must_be_chosen_is_named() -> None:
    with pytest.raises(DataError, match="several configurations: “de”, “en”") as caught:
        choose_converted(LANGUAGES, HubName("a"))
    assert "hub:a?config=de" in caught.value.advice
    with pytest.raises(DataError, match="no config “fr”; it has “de”, “en”"):
        choose_converted(LANGUAGES, HubName("a", config="fr"))
    with pytest.raises(DataError, match="no split “dev”; it has “test”, “train”"):
        choose_converted(CONVERTED, HubName("a", split="dev"))


def test_that_a_part_of_a_large_data_set_is_known_as_one() -> None:
    paths = choose_converted(["default/partial-train/0000.parquet"], HubName("a", split="train"))
    assert is_partial(paths)
    assert not is_partial(choose_converted(CONVERTED, HubName("a")))


def test_that_of_an_authors_files_those_with_data_are_taken() -> None:
    paths = [".gitattributes", "README.md", "script.py", "data/train-00000-of-00001.parquet", "data/test.jsonl.gz"]
    assert choose_original(paths, HubName("a")) == ["data/train-00000-of-00001.parquet"]
    assert choose_original(paths, HubName("a", split="test")) == ["data/test.jsonl.gz"]
    assert choose_original(["b.txt", "a.csv", "README.md"], HubName("a")) == ["a.csv", "b.txt"]
    assert choose_original(["en/a.csv", "de/a.csv"], HubName("a", config="de")) == ["de/a.csv"]
    for name in (HubName("a", split="dev"), HubName("a", config="fr")):
        with pytest.raises(DataError, match="it has"):
            choose_original(paths, name)
    with pytest.raises(DataError, match="no file of a known kind"):
        choose_original(["README.md", "model.bin"], HubName("a"))
