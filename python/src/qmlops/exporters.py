"""Circuits of live objects as OpenQASM. The exporters are those of the engine, read out of its jar or its sources: there is
one of each, and it is the one that a suite uses."""

from __future__ import annotations

import dataclasses
import importlib
import importlib.abc
import importlib.util
import os
import pathlib
import sys
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from qmlops import engine

PACKAGE = "qmlops_exporter"
FOLDER = "io/jenkins/plugins/quantum/engine/python"


@dataclasses.dataclass(frozen=True)
class Exported:
    """A circuit as the engine tests it."""

    qasm: str
    groups: dict[str, dict[str, Any]]
    """Inputs by parameter: {"shape", "inputs"}."""
    wires: tuple[str, ...]
    """The framework's names of the qubits, from qubit 0."""
    observables: tuple[dict[str, Any], ...]
    """What the object returns the means of: {"what", "terms"} or {"what", "reason"}."""

    def __str__(self) -> str:
        return self.qasm


class _Sources(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the engine's exporter modules from their texts."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts

    def find_spec(self, fullname: str, path: object, target: object = None) -> Any:
        if fullname in self.texts:
            return importlib.util.spec_from_loader(fullname, self, is_package=fullname == PACKAGE)
        return None

    def exec_module(self, module: Any) -> None:
        exec(compile(self.texts[module.__name__], module.__name__, "exec"), module.__dict__)


def _texts() -> dict[str, str]:
    found = {}
    jar = os.environ.get(engine.JAR, "")
    if not jar:
        start = engine.launcher()
        if start is None:
            raise engine.EngineMissing(f"the engine is not here: name its jar with {engine.JAR}")
        sources = start.parent / "engine" / "src" / "main" / "resources" / FOLDER
        if sources.is_dir():
            found = {file.stem: file.read_text(encoding="utf-8") for file in sources.glob("*.py")}
        jar = str(start.parent / "engine" / "target" / "qmlops.jar")
    if not found:
        with zipfile.ZipFile(jar) as archive:
            found = {pathlib.PurePosixPath(name).stem: archive.read(name).decode("utf-8") for name in archive.namelist()
                     if name.startswith(FOLDER + "/") and name.endswith(".py")}
    return {PACKAGE: "", **{f"{PACKAGE}.{name}": text for name, text in found.items()}}


def export(circuit: Any, shapes: Mapping[str, Sequence[int]] | None = None) -> Exported:
    """The circuit of a PennyLane QNode or tape, a Qiskit, Cirq or Braket circuit, as OpenQASM 3 with named inputs.

    shapes: sizes of the arguments of a QNode that are arrays, by name. What cannot be exported raises `InputError`."""
    if PACKAGE not in sys.modules:
        sys.meta_path.append(_Sources(_texts()))
    exporter = importlib.import_module(f"{PACKAGE}.exporter")
    sizes = {name: list(shape) for name, shape in (shapes or {}).items()}
    try:
        found = exporter.export_object(exporter.made(circuit, "circuit"), "circuit", sizes)
    except exporter.Failure as problem:
        raise engine.InputError(f"{problem.message}\n{problem.advice}".strip()) from problem
    return Exported(found["qasm"], found["groups"], tuple(found["wires"]), tuple(found["observables"]))
