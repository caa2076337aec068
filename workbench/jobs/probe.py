"""Before a run: a few of its real steps in a process of its own, to know its memory and its time."""

from __future__ import annotations

from workbench.config.experiment import Experiment
from workbench.control import JobControl
from workbench.events import Emit, Probed, Stage
from workbench.jobs.prepare import Prepared, prepare
from workbench.jobs.tuning import tuned
from workbench.messages import say
from workbench.models.sizing import Size, describe_size
from workbench.training.device import Hardware, choose
from workbench.training.laboratory import Laboratory, Measurement
from workbench.training.memory import check_memory


def probe(experiment: Experiment, emit: Emit, control: JobControl) -> Probed | None:
    """Do what Start would do first, then take a few steps, and emit one Probed; None when stopped meanwhile.

    What is chosen by trial on the way is remembered: a Start that follows need not try again. Raises
    what `workbench.jobs.train.train` does before its first step, DeviceError when the steps found
    too little memory, and LaboratoryError when they came to nothing.
    """
    hardware = choose(experiment.runtime)
    prepared = prepare(experiment, emit, control)
    if prepared is None:
        return None
    vocab_size = prepared.tokenizer.vocab_size
    check_memory(experiment, vocab_size, hardware.device.type)
    hardware = tuned(experiment, hardware, vocab_size, prepared.train, emit, control)
    if control.stop_requested:
        return None
    emit(Stage(say("Taking a few steps to measure them")))
    with Laboratory(experiment, vocab_size, prepared.train, lambda: control.stop_requested) as laboratory:
        measurement = laboratory.measure(hardware)
    if measurement is None:
        return None
    found = _found(experiment, prepared, hardware, measurement)
    emit(found)
    return found


def _found(experiment: Experiment, prepared: Prepared, hardware: Hardware, measurement: Measurement) -> Probed:
    settings = experiment.training
    size = describe_size(experiment, prepared.tokenizer.vocab_size)
    tokens = settings.batch_size * settings.context_length * settings.gradient_accumulation
    return Probed(
        device=hardware.name,
        memory=measurement.memory + _kept_besides(size, hardware),
        estimate=size.training_bytes,
        tokens_per_second=tokens / measurement.seconds,
        seconds=settings.steps * measurement.seconds + _evaluation_seconds(experiment, prepared, measurement),
    )


def _kept_besides(size: Size, hardware: Hardware) -> int:
    """Bytes that a run holds and a few steps do not: averaged weights, and the copies of a checkpoint being written."""
    checkpoint = size.weight_bytes + size.optimizer_bytes + size.average_bytes
    return size.average_bytes + (checkpoint if hardware.device.type == "cpu" else 0)


def _evaluation_seconds(experiment: Experiment, prepared: Prepared, measurement: Measurement) -> float:
    """What measuring both losses takes over the whole run: at the start, at every interval, and at the end."""
    settings = experiment.training
    sample = min(settings.evaluation_tokens or len(prepared.val), len(prepared.val))
    times = 1 + (settings.steps - 1) // settings.evaluate_every
    tokens = 2 * sample * times + len(prepared.val) + sample
    return tokens * measurement.forward_seconds / (settings.batch_size * settings.context_length)
