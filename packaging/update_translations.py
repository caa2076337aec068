"""Collect every text that the window shows, for translators; no code needs to know of a language.

    python packaging/update_translations.py de           make or update resources/translations/workbench_de.ts
    python packaging/update_translations.py de --release   then compile it to workbench_de.qm

Translate the .ts file with Qt Linguist (``pyside6-linguist``) or any editor of such files, run again
with ``--release``, and the window speaks the language wherever the system does. Help pages are
translated as files: resources/help/de/data.md stands before resources/help/data.md.

The texts come from three places: ``self.tr`` and ``translate`` calls of the window, the described
settings (context ``settings``), and the sentences of the engine (context ``engine``).
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "workbench"
TRANSLATIONS = ROOT / "resources" / "translations"

Text = tuple[str, str]
"""(context, text in English)."""


def main() -> None:
    """Update the languages that were asked for, or all that there are."""
    parser = argparse.ArgumentParser(description="Collect every text that the window shows, for translators.")
    parser.add_argument("languages", nargs="*", help="language codes such as de or pt_BR; all present ones if none")
    parser.add_argument("--release", action="store_true", help="compile the translations for the window")
    parser.add_argument("--folder", type=Path, default=TRANSLATIONS, help="where translations are kept")
    given = parser.parse_args()
    present = [path.stem.removeprefix("workbench_") for path in given.folder.glob("workbench_*.ts")]
    for language in given.languages or present:
        file = given.folder / f"workbench_{language}.ts"
        update(file)
        if given.release:
            release(file)


def update(file: Path) -> None:
    """Bring a .ts file up to date; what is translated in it stays translated."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        listing = Path(folder) / "texts.py"
        lines = [f"QCoreApplication.translate({_quoted(context)}, {_quoted(text)})" for context, text in collect()]
        listing.write_text("\n".join(lines), encoding="utf-8")
        command = [_tool("pyside6-lupdate"), str(listing), "-locations", "none", "-no-obsolete", "-ts", str(file)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def release(file: Path) -> Path:
    """Compile a .ts file to the .qm file beside it."""
    made = file.with_suffix(".qm")
    command = [_tool("pyside6-lrelease"), str(file), "-qm", str(made)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return made


def collect() -> list[Text]:
    """Every text with its context, sorted, each once."""
    found: set[Text] = set()
    for path in SOURCES.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found.update(_in_window(tree) if "gui" in path.parts else _in_engine(tree))
    found.update(("settings", text) for text in _in_settings() if text)
    found.update(("engine", text) for text in (*_in_presets(), *_cleaning_labels()) if text)
    return sorted(found)


def _in_window(tree: ast.Module) -> Iterator[Text]:
    """``self.tr("...")`` in a class, ``translate("context", "...")`` (also later), a module's own ``_tr("...")``."""
    own = _own_context(tree)
    for node in tree.body:
        context = node.name if isinstance(node, ast.ClassDef) else ""
        for call in _calls(node):
            name, texts = _name(call), _literals(call)
            if name == "tr" and context and texts:
                yield context, texts[0]
            elif name == "_tr" and own and texts:
                yield own, texts[0]
            elif name in ("translate", "QT_TRANSLATE_NOOP") and len(texts) == 2:
                yield texts[0], texts[1]


def _in_engine(tree: ast.Module) -> Iterator[Text]:
    """Sentences made by ``say("...")``, and those given to an error as they stand."""
    sys.path.insert(0, str(ROOT))
    from workbench import errors

    for call in _calls(tree):
        name, texts = _name(call), _literals(call)
        if name in ("say", "Stage", "Notice", "Choice"):
            yield from (("engine", text) for text in texts[:1])
        elif name.endswith("Error") and hasattr(errors, name):
            yield from (("engine", text) for text in texts)


def _own_context(tree: ast.Module) -> str:
    """The context that a module's function ``_tr`` hands to Qt."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == "_tr":
            for call in _calls(node):
                if _name(call) == "translate" and _literals(call):
                    return _literals(call)[0]
    return ""


def _in_settings() -> Iterator[str]:
    """Labels, helps, units, choices and summaries of everything that a form can show."""
    sys.path.insert(0, str(ROOT))
    from workbench.config.check import PLAIN, REGISTRIES
    from workbench.config.registry import Registry
    from workbench.config.setting import settings_of
    from workbench.data.offered import describe_sources

    entries = [entry for registry in REGISTRIES.values() for entry in registry.entries.values()]
    lists = [item.entries for section in PLAIN.values() for item in settings_of(section) if item.kind == "list"]
    plain = [*PLAIN.values(), *(kind for kind in lists if not isinstance(kind, Registry))]
    entries += [entry for kind in lists if isinstance(kind, Registry) for entry in kind.entries.values()]
    for section in (*plain, *entries):
        for item in settings_of(section):
            if item.label == item.name:
                continue  # the choice itself, for which each panel has its own label
            yield from (item.label, item.help, item.unit, item.zero_text, *item.choice_labels)
    for entry in entries:
        yield from (entry.label, entry.summary, getattr(entry, "cost", ""))
    for _, label, summary in describe_sources():
        yield from (label, summary)


def _in_presets() -> Iterator[str]:
    from workbench.config.presets import presets

    for preset in presets():
        yield from (preset.title, preset.summary)


def _cleaning_labels() -> Iterator[str]:
    """The account of cleaning names its steps in sentences of the engine."""
    from workbench.config.cleaning_steps import CLEANING_STEPS

    return (entry.label for entry in CLEANING_STEPS.entries.values())


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    return (item for item in ast.walk(node) if isinstance(item, ast.Call))


def _name(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _literals(call: ast.Call) -> list[str]:
    return [item.value for item in call.args if isinstance(item, ast.Constant) and isinstance(item.value, str)]


def _quoted(text: str) -> str:
    """A Python string in double quotes, the one form that lupdate always reads."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
    return '"' + "".join(escapes.get(character, character) for character in text) + '"'


def _tool(name: str) -> str:
    """A Qt tool of this very Python environment."""
    return str(Path(sys.executable).parent / name)


if __name__ == "__main__":
    main()
