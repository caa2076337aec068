"""What goes into the bundle and what stays out, with the reasons."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

from elftools.elf.elffile import ELFFile

Item = tuple[str, str, str]
"""A file of the bundle as PyInstaller lists it: its place there, where it is now, and what kind it is."""

HIDDEN_IMPORTS = (
    "tiktoken_ext.openai_public",  # found by name at run time
    "PySide6.QtSvg",  # the icons
)

EXCLUDED_MODULES = (
    # Developers' tools that torch or numpy mention
    "tkinter", "IPython", "jupyter_client", "matplotlib", "pytest", "_pytest", "hypothesis", "mypy", "ruff",
    "setuptools", "pip", "wheel", "pkg_resources", "tensorboard", "importlinter", "pytestqt", "PyInstaller",
    # Parts of torch that training in one process on a processor never reaches
    "torch.testing._internal.opinfo", "torch.utils.benchmark", "torch.utils.tensorboard", "torch.onnx", "onnx",
    "onnxscript", "torch._inductor.codegen.cuda", "torch.utils.bottleneck", "torchvision", "torchaudio", "triton",
    # Only in benchmarks
    "transformers", "accelerate", "datasets.arrow_writer",
    # Only a quicker way to fetch what is fetched once
    "hf_xet",
    # Other ways to draw, which pyqtgraph can also use
    "PyQt5", "PyQt6", "PySide2", "OpenGL", "cupy", "numba", "PIL",
    # Parts of Qt that no window of ours has
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtNetwork", "PySide6.QtSql", "PySide6.QtDesigner",
    "PySide6.QtHelp", "PySide6.QtUiTools", "PySide6.QtConcurrent", "PySide6.QtXml", "PySide6.QtPrintSupport",
)  # fmt: skip

_LEFT_OUT = (
    # The system's own must be used: newer drivers and libraries of the system need a newer one than ours.
    "libstdc++.so*", "libgcc_s.so*", "libX11*.so*", "libxcb.so*", "libEGL*.so*", "libGL*.so*", "libdrm*.so*",
    "libfontconfig.so*", "libfreetype.so*", "libgbm.so*", "libwayland-*.so*", "libdbus-1.so*", "libglib-2*",
    "libgtk-3*", "libgdk*", "libgobject*", "libgio*", "libpango*", "libcairo*", "libatk*", "libharfbuzz*",
    # torch: headers, tests and static parts
    "torch/include/*", "torch/share/*", "torch/test/*", "torch/bin/protoc*", "torch/bin/test_*", "*.a",
    "torch/lib/*test*", "torch/lib/libjitbackend_test*", "torch/lib/libbackend_with_compiler*",
    "torch/utils/model_dump/*", "torch/_export/*.thrift", "caffe2/*",
    # Qt: platforms and inputs that no desktop needs, and the texts of languages we do not speak
    "PySide6/Qt/plugins/platformthemes/libqgtk3.so", "PySide6/Qt/plugins/platforms/libqeglfs.so",
    "PySide6/Qt/plugins/platforms/libqlinuxfb.so", "PySide6/Qt/plugins/platforms/libqminimal*.so",
    "PySide6/Qt/plugins/platforms/libqvnc.so", "PySide6/Qt/plugins/platforms/libqvkkhrdisplay.so",
    "PySide6/Qt/plugins/egldeviceintegrations/*", "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboard*",
    "PySide6/Qt/plugins/tls/*", "PySide6/Qt/plugins/networkinformation/*", "PySide6/Qt/plugins/generic/*",
    "PySide6/Qt/qml/*", "PySide6/Qt/lib/libQt6Qml*", "PySide6/Qt/lib/libQt6Quick*", "PySide6/Qt/lib/libQt6Pdf*",
    "PySide6/Qt/lib/libQt6VirtualKeyboard*", "PySide6/Qt/plugins/imageformats/libqpdf.so",
    "PySide6/Qt/lib/libQt6Egl*", "PySide6/Qt/plugins/printsupport/*", "PySide6/Qt/plugins/qmltooling/*",
    # Arrow: only tables in files are read, by its Parquet part
    "libarrow_flight*", "libarrow_s3*",
    "pyarrow/_flight*", "pyarrow/_substrait*", "pyarrow/_s3fs*", "pyarrow/_dataset*", "pyarrow/_acero*",
    "libarrow_python_*", "pyarrow/_parquet_encryption*", "pyarrow/_azurefs*", "pyarrow/_gcsfs*", "pyarrow/_hdfs*",
    "*.pxd", "*.pyx", "*.pxi", "pyarrow/include/*", "pyarrow/src/*", "pyarrow/libarrow_python.so.*.*.*",
    # Tests and examples of packages
    "pyqtgraph/examples/*", "*/tests/*", "*/test/*",
)  # fmt: skip

_LANGUAGES = ("zh_CN", "zh_TW")


def belongs(name: str) -> bool:
    """Whether a file, by its place in the bundle, is one that the application needs."""
    place = name.replace("\\", "/")
    base = place.rpartition("/")[2]
    if "/translations/" in f"/{place}" and "PySide6" in place:
        return any(base == f"qtbase_{language}.qm" for language in _LANGUAGES)
    return not any(fnmatch(place, pattern) or fnmatch(base, pattern) for pattern in _LEFT_OUT)


def without_orphans(binaries: list[Item]) -> list[Item]:
    """The binaries, without the system's libraries that only something left out had asked for."""
    needed = {place: needed_by(Path(source)) for place, source, _ in binaries}
    kept = {place for place in needed if "/" in place or not place.startswith("lib") or place.startswith("libpython")}
    waiting = list(kept)
    by_name = {place.rpartition("/")[2]: place for place in needed}
    while waiting:
        for name in needed[waiting.pop()]:
            place = by_name.get(name)
            if place is not None and place not in kept:
                kept.add(place)
                waiting.append(place)
    return [item for item in binaries if item[0] in kept]


def needed_by(file: Path) -> list[str]:
    """The libraries that an ELF file asks the loader for; none for other files."""
    with file.open("rb") as stream:
        if stream.read(4) != b"\x7fELF":
            return []
        dynamic = ELFFile(stream).get_section_by_name(".dynamic")
        return [] if dynamic is None else [tag.needed for tag in dynamic.iter_tags("DT_NEEDED")]
