"""The ways of training that the engine's benchmark compares; each trains one case and says how it went."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.benchmarks.setup import highest_resident
from workbench.config.check import check
from workbench.config.experiment import Experiment

WAYS = {
    "textbook": "textbook loop",
    "huggingface": "Hugging Face Trainer",
    "fp32": "LM Workbench, fp32, eager",
    "auto": "LM Workbench, automatic",
}
STARTED = time.perf_counter() - time.process_time()
"""About when this process began."""
PLAIN = {"precision": "fp32", "compile": "off"}
"""As PyTorch computes by itself: nothing is left to be tried."""
RATE, BETAS, DECAY, CLIP = 1e-3, (0.9, 0.99), 0.1, 1.0
EVALUATED = 65_536
LONGER_ON_A_GPU = 10


@dataclass(frozen=True)
class Case:
    """One size of network, and how long it is trained."""

    title: str
    model: dict[str, Any]
    batch: int
    context: int
    steps: int
    device: str = "cpu"

    def on(self, device: str) -> Case:
        """The same on a device; longer where steps are short."""
        return replace(self, device=device, steps=self.steps * (1 if device == "cpu" else LONGER_ON_A_GPU))


CASES = {
    "small": Case(
        "GPT 4 x 128, context 64, batch 12",
        {"architecture": "gpt", "layers": 4, "heads": 4, "width": 128},
        batch=12,
        context=64,
        steps=400,
    ),
    "large": Case(
        "GPT 6 x 384, context 256, batch 16",
        {"architecture": "gpt", "layers": 6, "heads": 6, "width": 384},
        batch=16,
        context=256,
        steps=12,
    ),
    "lstm": Case(
        "LSTM 2 x 512, context 64, batch 12", {"architecture": "lstm", "layers": 2, "width": 512}, 12, 64, steps=80
    ),
    "gru": Case(
        "GRU 2 x 248, context 64, batch 12", {"architecture": "gru", "layers": 2, "width": 248}, 12, 64, steps=150
    ),
    "rnn": Case(
        "RNN 2 x 432, context 64, batch 12", {"architecture": "rnn", "layers": 2, "width": 432}, 12, 64, steps=150
    ),
    "mlp": Case(
        "MLP 3 x 512, context 64, batch 12", {"architecture": "mlp", "layers": 3, "width": 512}, 12, 64, steps=400
    ),
}


@dataclass
class Stopwatch:
    """When which step was done."""

    case: Case
    times: list[float] = field(default_factory=list)

    def step(self) -> None:
        self.times.append(time.perf_counter())

    def result(self, loss: float, chosen: str) -> dict[str, Any]:
        """Everything that is reported of one run."""
        skipped = max(1, len(self.times) // 8)
        seconds = self.times[-1] - self.times[skipped - 1]
        tokens = (len(self.times) - skipped) * self.case.batch * self.case.context
        return {
            "tokens_per_second": tokens / seconds,
            "first_step": self.times[0] - STARTED,
            "memory": highest_resident() if self.case.device == "cpu" else _gpu_memory(),
            "loss": loss,
            "chosen": chosen,
        }


def _gpu_memory() -> int:
    """The most bytes that this process held on the GPU."""
    import torch

    return torch.cuda.max_memory_reserved()


def measure(case: str, way: str, text: Path, device: str) -> dict[str, Any]:
    """Train one case in one way."""
    ways: dict[str, Callable[[Case, Path], dict[str, Any]]] = {
        "textbook": textbook,
        "huggingface": huggingface,
        "fp32": lambda chosen, file: engine(chosen, file, PLAIN),
        "auto": lambda chosen, file: engine(chosen, file, {}),
    }
    return ways[way](CASES[case].on(device), text)


def experiment(case: Case, text: Path, steps: int, runtime: dict[str, Any]) -> Experiment:
    """The case as an experiment of this program."""
    return check(
        {
            "name": "benchmark",
            "data": {"source": str(text)},
            "model": case.model,
            "optimizer": {
                "name": "adamw",
                "learning_rate": RATE,
                "beta1": BETAS[0],
                "beta2": BETAS[1],
                "weight_decay": DECAY,
            },
            "schedule": {"name": "constant", "warmup_steps": 0},
            "training": {
                "steps": steps,
                "batch_size": case.batch,
                "context_length": case.context,
                "gradient_clip": CLIP,
                "evaluate_every": 10**9,
                "evaluation_tokens": 1024,
            },
            "runtime": {"device": case.device, **runtime},
        }
    )


def engine(case: Case, text: Path, runtime: dict[str, Any]) -> dict[str, Any]:
    """This program, from the job that the window and the command line start too.

    The run is planned for so long that choosing pays, and stopped after the case's steps.
    """
    from workbench.control import JobControl
    from workbench.jobs.train import train
    from workbench.runs.checkpoints import load_checkpoint, load_weights
    from workbench.runs.folder import RunFolder

    watch, control, chosen = Stopwatch(case), JobControl(), dict[str, str]()

    def listen(event: Any) -> None:
        if event.type == "choice":
            chosen[event.what] = event.value
        elif event.type == "steps":
            # The engine reports steps in bundles; the time of the last is known, that of the others between.
            before, now = (watch.times[-1] if watch.times else time.perf_counter()), time.perf_counter()
            count = len(event.losses)
            watch.times += [before + (now - before) * (index + 1) / count for index in range(count)]
            if len(watch.times) >= case.steps:
                control.stop()

    planned = experiment(case, text, 1_000_000, runtime)
    with tempfile.TemporaryDirectory() as folder:
        ended = train(planned, listen, control, root=Path(folder))
        run = RunFolder.open(Path(ended.run_dir))
        checkpoint = load_checkpoint(run)
        assert checkpoint is not None
        model = _network(case, run.meta()["vocab_size"])
        load_weights(model, checkpoint.model)
    compiled = "compiled" if chosen["compile"] == "on" else "eager"
    how = f"{chosen['threads']} threads, shares {chosen['shares']}, products {chosen['products']}"
    settings = f"{chosen['precision']}, {compiled}, {how}, {ended.step} steps"
    return watch.result(_loss(model, _tokens(text)[2]), settings)


def textbook(case: Case, text: Path) -> dict[str, Any]:
    """What a good tutorial writes."""
    import torch
    from torch.nn import functional as F

    vocabulary, train, val = _tokens(text)
    torch.manual_seed(1337)
    model, data = _network(case, vocabulary).to(case.device).train(), torch.from_numpy(train.astype("int64"))
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, betas=BETAS, weight_decay=DECAY)
    watch = Stopwatch(case)
    losses = []
    for _ in range(case.steps):
        starts = torch.randint(len(data) - case.context, (case.batch,))
        x = torch.stack([data[start : start + case.context] for start in starts])
        y = torch.stack([data[start + 1 : start + 1 + case.context] for start in starts])
        logits, _state = model(x.to(case.device))
        loss = F.cross_entropy(logits.view(-1, logits.size(-1)), y.view(-1).to(case.device))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
        optimizer.step()
        losses.append(loss.item())
        watch.step()
    return watch.result(_loss(model, val), "fp32, eager")


def huggingface(case: Case, text: Path) -> dict[str, Any]:
    """Hugging Face's Trainer with its GPT-2 of the same size."""
    import torch
    from transformers import GPT2Config, GPT2LMHeadModel, Trainer, TrainerCallback, TrainingArguments

    vocabulary, train, val = _tokens(text)
    settings = case.model
    config = GPT2Config(
        vocab_size=vocabulary,
        n_positions=case.context,
        n_embd=settings["width"],
        n_layer=settings["layers"],
        n_head=settings["heads"],
        resid_pdrop=0.0,
        embd_pdrop=0.0,
        attn_pdrop=0.0,
        bos_token_id=0,
        eos_token_id=0,
        use_cache=False,
    )
    torch.manual_seed(1337)
    model = GPT2LMHeadModel(config)
    data = torch.from_numpy(train.astype("int64"))
    watch = Stopwatch(case)

    class Windows(torch.utils.data.Dataset[dict[str, Any]]):
        def __len__(self) -> int:
            return len(data) - case.context

        def __getitem__(self, start: int) -> dict[str, Any]:
            window = data[start : start + case.context]
            return {"input_ids": window, "labels": window}

    class Watch(TrainerCallback):  # type: ignore[misc]
        def on_step_end(self, *arguments: Any, **options: Any) -> None:
            watch.step()

    with tempfile.TemporaryDirectory() as folder:
        arguments = TrainingArguments(
            output_dir=folder,
            max_steps=case.steps,
            per_device_train_batch_size=case.batch,
            learning_rate=RATE,
            lr_scheduler_type="constant",
            weight_decay=DECAY,
            adam_beta1=BETAS[0],
            adam_beta2=BETAS[1],
            max_grad_norm=CLIP,
            report_to=[],
            use_cpu=case.device == "cpu",
            disable_tqdm=True,
            save_strategy="no",
        )
        Trainer(model=model, args=arguments, train_dataset=Windows(), callbacks=[Watch()]).train()
    model.eval()
    loss = _loss_of_logits(lambda x: model(input_ids=x.to(case.device)).logits.cpu(), val, case.context)
    return watch.result(loss, "fp32, eager")


def _tokens(text: Path) -> tuple[int, Any, Any]:
    """Vocabulary size, training and validation ids as the program itself prepares them."""
    from workbench.control import JobControl
    from workbench.jobs.prepare import prepare

    prepared = prepare(experiment(CASES["small"], text, 1, {}), lambda event: None, JobControl())
    assert prepared is not None
    return prepared.tokenizer.vocab_size, prepared.train, prepared.val


def _network(case: Case, vocabulary: int) -> Any:
    from workbench.models import build

    return build(check({"model": case.model}).model, vocabulary, case.context, 1337)


def _loss(model: Any, val: Any) -> float:
    from workbench.evaluation.loss import evaluate_loss

    measured = evaluate_loss(model, val[: EVALUATED + 1])
    assert measured is not None
    return measured.loss


def _loss_of_logits(logits: Callable[[Any], Any], val: Any, context: int) -> float:
    import torch
    from torch.nn import functional as F

    from workbench.data.batches import evaluation_batches

    total, count = 0.0, 0
    with torch.inference_mode():
        for batch in evaluation_batches(val[: EVALUATED + 1], context, 8):
            tokens = torch.from_numpy(batch)
            scores = logits(tokens[:, :-1])
            total += float(F.cross_entropy(scores.flatten(0, 1), tokens[:, 1:].reshape(-1), reduction="sum"))
            count += tokens[:, 1:].numel()
    return total / count
