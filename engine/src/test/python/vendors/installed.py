"""Prints which packages this environment has, by normalised name (PEP 503)."""
import json
import re
from importlib.metadata import distributions

print(json.dumps({re.sub(r"[-_.]+", "-", d.metadata["Name"]).lower(): d.version for d in distributions()}))
