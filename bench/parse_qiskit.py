"""Reads an OpenQASM 2 file with Qiskit, again and again; the other side of ParseBenchmarkTest.

    python bench/parse_qiskit.py FILE     (in an environment with qiskit and psutil)

Answers each line of standard input with a line of JSON: `version`, `parse` (seconds of one reading), `keep N` (bytes by
which the process grows when it keeps N circuits).
"""

import gc
import json
import pathlib
import sys
import time

import psutil
import qiskit
from qiskit import qasm2

TEXT = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")


def parse():
    start = time.perf_counter()
    circuit = qasm2.loads(TEXT)
    seconds = time.perf_counter() - start
    assert len(circuit.data) > 0
    return seconds


def keep(copies):
    gc.collect()
    process = psutil.Process()
    before = process.memory_info().rss
    circuits = [qasm2.loads(TEXT) for _ in range(copies)]
    grown = process.memory_info().rss - before
    assert len(circuits) == copies
    return grown


for line in sys.stdin:
    command, *arguments = line.split()
    if command == "version":
        answer = {"qiskit": qiskit.__version__}
    elif command == "parse":
        answer = {"seconds": parse()}
    else:
        answer = {"bytes": keep(int(arguments[0]))}
    print(json.dumps(answer), flush=True)
