"""The lines that the server exchanges with the engine. Loaded first: it takes standard output for the protocol alone
and says which library is missing before any other part needs it."""

import json
import os
import sys


class Refused(Exception):
    """The job cannot run on this backend, today or ever."""


def take_output():
    """The real standard output; from here on everything else that is printed goes to standard error."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return out


def send(message):
    OUT.write(json.dumps(message, separators=(",", ":")) + "\n")
    OUT.flush()


OUT = take_output()

try:
    import numpy
    import qiskit
    import qiskit_aer
except ImportError as problem:
    send({"error": f"{problem} in {sys.executable}"})
    sys.exit(3)

VERSIONS = {
    "qiskit-aer": qiskit_aer.__version__,
    "qiskit": qiskit.__version__,
    "numpy": numpy.__version__,
    "python": sys.version.split()[0],
}
