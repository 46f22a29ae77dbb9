"""Origin Quantum's own client against a service: python run.py ADDRESS KEY run|cancel. Prints what its users would see."""

import json
import sys

from pyqpanda3.core import CNOT, CPUQVM, RX, RY, QProg, X, measure
from pyqpanda3.qcloud import QCloudOptions, QCloudService

address, key, what = sys.argv[1:4]

# Three qubits measured crosswise, every outcome with its own probability.
program = QProg()
program << RY(0, 0.4) << RY(1, 1.1) << CNOT(0, 1) << RX(2, 2.2)
program << measure(0, 2) << measure(2, 0) << measure(1, 1)

job = QCloudService(key, address).backend("WK_C180").run(program, 200, QCloudOptions())
if what == "run":
    simulator = CPUQVM()
    only = QProg()
    only << X(0) << measure(0, 0) << measure(1, 1)
    simulator.run(only, 10)
    seen = {"counts": job.result().get_counts(), "local": simulator.result().get_counts()}
else:
    before = str(job.status())
    job.cancel()
    seen = {"before": before, "after": str(job.status())}
print()
print(json.dumps(seen))
