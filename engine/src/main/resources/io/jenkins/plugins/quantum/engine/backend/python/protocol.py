"""The lines that a backend's program exchanges with the engine: one JSON object a line on standard input, one a line on
standard output. Loaded first: it takes standard output for the protocol alone and says which library is missing before
any other part needs it. Whatever libraries print goes to standard error. The process ends with its input."""

import importlib
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


def versions(modules):
    """The version of each library by its name in the package index, given the modules to import. Ends the process with
    an answer where one is missing."""
    found = {}
    for name, module in modules.items():
        try:
            found[name] = str(importlib.import_module(module).__version__)
        except ImportError as problem:
            send({"error": f"{problem} in {sys.executable}"})
            sys.exit(3)
    found["python"] = sys.version.split()[0]
    return found


def serve(greeting, outcomes):
    """Greets, then answers jobs until the input ends. ``outcomes`` makes a job's answer; what it raises becomes the
    answer's error, and the process lives on."""
    send({"hello": greeting})
    for line in sys.stdin.buffer:
        job = json.loads(line)
        try:
            send({"id": job["id"], **outcomes(job)})
        except Refused as problem:
            send({"id": job["id"], "error": str(problem), "refused": True})
        except MemoryError:
            send({"id": job["id"], "error": "not enough memory for this job", "refused": False})
        except Exception as problem:
            send({"id": job["id"], "error": f"{type(problem).__name__}: {problem}"[:2000], "refused": False})


OUT = take_output()
