"""Do the tests of `stats` and `gate` notice a changed line? Counts it on a sample, part by part.

    python3 bench/mutation.py [--changes N] [--folders NAME,…] [--minimum PERCENT] [--add-up]

PIT's CLASSLIMIT takes at most N changes of every class (evenly spread over the class, the same ones each time), and each part runs with the tests that
watch it. Prints a table for each folder; ends with 1 when a part could not be run, or when fewer than PERCENT of the changes in all of
`stats` or in all of `gate` are noticed. --folders runs the parts with these folders only ("stats", "shared", "fidelity", …);
--add-up runs nothing and adds up what lies in engine/target/pit-reports. Needs Maven; Python's own library does.
"""

import argparse
import csv
import math
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
ENGINE = "io.jenkins.plugins.quantum.engine"
REPORTS = ROOT / "engine" / "target" / "pit-reports"

# folders of `gate` that are run together: one Java machine and one measurement of what the tests reach for all of them
GROUPS = {
    "distribution": "fidelity allowedstates crossentropy squareddistance",
    "observables": "expectation accuracy noisebudget",
    "change": "regression equivalence reproducibility resources compiledsize",
    "robustness": "folddecay noisesweep noisedrop inputperturbation coherenterror crosstalk",
    "states": "statefidelity mirror classical superposition entangled product",
    "model": "auc f1 mcc worstclass calibration regressionerror",
    "training": "gradientvariance parametershift expressibility entanglingcapability",
    "kernels": "kernelpsd kernelalignment kernelconcentration svmaccuracy",
    "annealing": "groundstaterate energygap chainbreaks timetosolution",
}


def regex(text):
    return "~" + text.replace(".", r"\.").replace("*", ".*")


def parts():
    """Name, folders, changed classes and tests of each part; PIT reads what begins with ~ as a regular expression."""
    watched = "(fidelity|allowedstates|accuracy|expectation|noisebudget)"
    for name, folders in GROUPS.items():
        inside = f"{ENGINE}.gate.({'|'.join(folders.split())})."
        yield name, folders.split(), regex(inside + "*"), regex(inside + "*Test")
    yield "stats", ["stats"], regex(f"{ENGINE}.stats.*"), regex(f"{ENGINE}.stats.*Test")
    # the package itself without its sub-packages, whose names begin with a small letter
    tests = [regex(f"{ENGINE}.gate.[A-Z]*Test"), regex(f"{ENGINE}.gate.{watched}.*Test")]
    yield "shared", ["shared"], regex(f"{ENGINE}.gate.[A-Z]*"), ",".join(tests)


def maven(*arguments):
    return subprocess.run(["mvn", "-f", "engine", "-B", "-ntp", "-Djacoco.skip", "-Djacoco.agent=", *arguments], cwd=ROOT).returncode


def run(name, classes, tests, changes):
    started = time.monotonic()
    ended = maven(
        "-Ppit",
        f"-Dpit.report={name}",
        f"-Dpit.classes={classes}",
        f"-Dpit.tests={tests}",
        f"-Dfeatures=+CLASSLIMIT(limit[{changes}])",
        # on a busy machine a slow test is not an endless one
        "-DtimeoutFactor=3",
        "-DtimeoutConstant=20000",
        "org.pitest:pitest-maven:mutationCoverage",
    )
    print(f"{name}: {time.monotonic() - started:.0f} s", flush=True)
    return ended == 0


def folder(name):
    inner = name.removeprefix(ENGINE + ".").split(".")
    return "stats" if inner[0] == "stats" else inner[1] if len(inner) > 2 else "shared"


def counted(names):
    """What became of the changes in each folder, as far as there are reports."""
    found = {}
    for name in names:
        report = REPORTS / name / "mutations.csv"
        if report.exists():
            with report.open(encoding="utf-8", newline="") as lines:
                for row in csv.reader(lines):
                    found.setdefault(folder(row[1]), []).append(row[5])
    return found


def row(name, ends):
    caught = sum(end in ("KILLED", "TIMED_OUT") for end in ends)
    share = caught / len(ends)
    columns = [sum(end == kind for end in ends) for kind in ("KILLED", "TIMED_OUT", "SURVIVED", "NO_COVERAGE")]
    columns.append(len(ends) - sum(columns))
    error = math.sqrt(share * (1 - share) / len(ends))
    print(f"| {name} | {len(ends)} | {' | '.join(map(str, columns))} | {100 * share:.1f} % | {100 * error:.1f} |")
    return share


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--changes", type=int, default=4)
    options.add_argument("--folders", default="")
    options.add_argument("--minimum", type=float, default=0)
    options.add_argument("--add-up", action="store_true")
    asked = options.parse_args()
    wanted = set(asked.folders.split(",")) - {""}
    chosen = [part for part in parts() if not wanted or wanted & set(part[1])]
    unknown = wanted - {name for part in parts() for name in part[1]}
    if unknown:
        options.error(f"no such folder: {', '.join(sorted(unknown))}")
    right = True
    if not asked.add_up:
        right = maven("-q", "test-compile") == 0
        for name, _, classes, tests in chosen if right else []:
            (REPORTS / name / "mutations.csv").unlink(missing_ok=True)
            right &= run(name, classes, tests, asked.changes)
    found = counted([part[0] for part in chosen])
    print("\n| part | changes | killed | timed out | survived | not reached | other | noticed | ± standard error |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    sums = {"stats": found.pop("stats", []), "gate": [end for ends in found.values() for end in ends]}
    for name in sorted(found):
        row(f"`{name}`", found[name])
    for package, ends in sums.items():
        if ends:
            right &= row(f"**all of `{package}` that was counted**", ends) >= asked.minimum / 100
    return 0 if right and any(sums.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
