"""Cancels a task that waits, through Amazon's own client."""

import json

from braket.aws import AwsDevice
from braket.circuits import Circuit

task = AwsDevice("arn:aws:braket:::device/quantum-simulator/amazon/sv1").run(Circuit().x(0).measure(0), shots=10)
before, queue = task.state(), task.queue_position()
task.cancel()
print(json.dumps({"before": before, "position": queue.queue_position, "after": task.state()}))
