"""LM Workbench: train a language model on your own computer, and watch it learn.

A map of the package, lowest room first (imports only ever point down this list):

    messages, errors, events, control  sentences, what may go wrong, what a job says and hears
    paths, machine, storage, logs      where files live, what the computer has, safe writing, the log
    releases                           what the newest release is, asked when the user wants to know
    failures                           any exception as a sentence and what to do
    config                             Experiment: what to do (pydantic + YAML; no torch, no Qt)
    data, tokenizer, models            text to token files, text to ids, one neural network a file
    runs                               one run: folder, metrics, checkpoints
    training, evaluation, generation   the loop, the measures, the sampler
    jobs                               one function per user action: (what, emit, control) -> result
    gui                                the window; knows jobs only through gui/engine.py
    terminal                           how a job looks and is stopped in a terminal
    cli, app                           the two doors: terminal and desktop
"""

__version__ = "0.1.0"
