"""Rigetti's own pyquil against a QVM: python run.py ADDRESS run|version. Prints what its users would see."""

import json
import os
import sys
import tempfile
from collections import Counter

address, what, shots = sys.argv[1], sys.argv[2], int(sys.argv[3])
# no settings of this machine's user, and no contact with Rigetti's cloud
os.environ["QCS_SETTINGS_FILE_PATH"] = os.path.join(tempfile.mkdtemp(), "settings.toml")
os.environ["QCS_SECRETS_FILE_PATH"] = os.path.join(tempfile.mkdtemp(), "secrets.toml")
os.environ["QCS_SETTINGS_APPLICATIONS_QVM_URL"] = address

from pyquil import Program  # noqa: E402
from pyquil.api import QVM  # noqa: E402
from pyquil.gates import CNOT, MEASURE, RX, RY  # noqa: E402


def crosswise():
    """Three qubits measured crosswise, every outcome with its own probability."""
    program = Program()
    ro = program.declare("ro", "BIT", 3)
    program += [RY(0.4, 0), RY(1.1, 1), CNOT(0, 1), RX(2.2, 2)]
    program += [MEASURE(0, ro[2]), MEASURE(2, ro[0]), MEASURE(1, ro[1])]
    return program.wrap_in_numshots_loop(shots)


qvm = QVM(random_seed=int(sys.argv[4]) if len(sys.argv) > 4 else None)
if what == "version":
    print(json.dumps({"version": qvm.get_version_info()}))
else:
    result = qvm.run(crosswise())
    rows = result.get_register_map()["ro"]
    counts = Counter("".join(str(int(bit)) for bit in reversed(list(row))) for row in rows)
    print(json.dumps({"counts": dict(counts)}))
