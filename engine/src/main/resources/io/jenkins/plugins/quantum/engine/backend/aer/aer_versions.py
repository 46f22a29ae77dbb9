"""Qiskit Aer and what it stands on. Loaded before any part that needs them."""

from protocol import versions

VERSIONS = versions({"qiskit-aer": "qiskit_aer", "qiskit": "qiskit", "numpy": "numpy"})
