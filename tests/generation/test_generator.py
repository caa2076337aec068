"""The generator against generating the slow way, and what it must leave alone."""

from __future__ import annotations

from itertools import islice

import pytest
import torch

from workbench.config.architectures import ARCHITECTURES
from workbench.config.sections import Sampling
from workbench.control import JobControl
from workbench.generation.generator import PROMPT_SLICE, generate_ids
from workbench.generation.sampling import sample
from workbench.models import build
from workbench.models.base import LanguageModel

VOCAB, CONTEXT = 31, 24


@pytest.fixture(params=ARCHITECTURES.names())
def model(request: pytest.FixtureRequest) -> LanguageModel:
    """Each architecture in turn, with weights that make some tokens clearly likelier than others."""
    cls = ARCHITECTURES.get(request.param)
    narrow = {"width": 16, "layers": 2, "heads": 2, "window": 5}
    config = cls.model_validate({name: value for name, value in narrow.items() if name in cls.model_fields})
    made = build(config, VOCAB, CONTEXT, seed=4)
    with torch.no_grad():
        for weight in made.parameters():
            weight.mul_(2)
    return made


def slowly(model: LanguageModel, prompt: list[int], sampling: Sampling) -> list[int]:
    """Read everything anew for each token: no cache, no state."""
    ids, generator = list(prompt), torch.Generator().manual_seed(sampling.seed)
    with torch.no_grad():
        for _ in range(sampling.max_tokens):
            ids.append(sample(model(torch.tensor([ids]))[0][0, -1], sampling, generator))
    return ids[len(prompt) :]


def test_that_the_cache_changes_nothing(model: LanguageModel) -> None:
    sampling = Sampling(max_tokens=20, temperature=1.0, top_k=20, top_p=0.95, seed=9)
    model.double()
    ids = list(generate_ids(model, [1, 2, 3], sampling))
    assert ids == slowly(model, [1, 2, 3], sampling)
    assert len(set(ids)) > 1


def test_that_the_seed_decides_the_text(model: LanguageModel) -> None:
    first, again, other = (list(generate_ids(model, [1], Sampling(max_tokens=30, seed=seed))) for seed in (1, 1, 2))
    assert first == again != other


def test_that_more_can_be_written_and_read_than_the_context_holds(model: LanguageModel) -> None:
    prompt = [token % VOCAB for token in range(3 * CONTEXT)]
    ids = list(generate_ids(model, prompt, Sampling(max_tokens=3 * CONTEXT)))
    assert len(ids) == 3 * CONTEXT
    assert all(0 <= token < VOCAB for token in ids)


def test_that_global_random_numbers_are_not_touched(model: LanguageModel) -> None:
    before = torch.get_rng_state()
    list(generate_ids(model, [1], Sampling(max_tokens=5)))
    assert torch.equal(before, torch.get_rng_state())


@pytest.mark.parametrize("training", [True, False])
def test_that_the_mode_comes_back_also_when_left_early(model: LanguageModel, training: bool) -> None:
    model.train(training)
    stream = generate_ids(model, [1], Sampling(max_tokens=5))
    next(stream)
    assert not model.training
    stream.close()  # type: ignore[attr-defined]
    assert model.training is training


def test_that_gradients_work_between_two_tokens_and_after(model: LanguageModel) -> None:
    for _ in islice(generate_ids(model, [1], Sampling(max_tokens=5)), 3):
        assert torch.is_grad_enabled()
        assert not torch.is_inference_mode_enabled()
        model.loss(torch.tensor([[1, 2, 3]])).backward()


def test_that_a_stop_is_answered_before_the_next_token(model: LanguageModel) -> None:
    control, ids = JobControl(), []
    for token in generate_ids(model, [1], Sampling(max_tokens=1000), control=control):
        ids.append(token)
        if len(ids) == 3:
            control.stop()
    assert len(ids) == 3


def test_that_banned_ids_are_never_written(model: LanguageModel) -> None:
    banned = range(VOCAB - 2)
    ids = list(generate_ids(model, [1], Sampling(max_tokens=40), tuple(banned)))
    assert set(ids) <= {VOCAB - 2, VOCAB - 1}


def test_that_an_empty_prompt_is_refused(model: LanguageModel) -> None:
    with pytest.raises(ValueError, match="at least one token"):
        next(generate_ids(model, [], Sampling()))


def test_that_a_prompt_read_in_slices_is_read_whole() -> None:
    model = build(ARCHITECTURES.get("gru").model_validate({"width": 8, "layers": 1}), VOCAB, CONTEXT).double()
    prompt = [token * 7 % VOCAB for token in range(PROMPT_SLICE + 100)]
    sampling = Sampling(max_tokens=3, temperature=1.0)
    assert list(generate_ids(model, prompt, sampling)) == slowly(model, prompt, sampling)
