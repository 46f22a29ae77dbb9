"""Gates on quantum-ML models, from Python: `qmlops.run("quantum.yml")` in a notebook, `pytest` in a test run.

This package starts the engine (a Java program) and shows what it answers. It decides nothing by itself."""

from qmlops.engine import EngineMissing, InputError, QmlopsError, Refused
from qmlops.exporters import Exported, export
from qmlops.jobs import job_tag, record_job
from qmlops.result import Result, Verdict
from qmlops.runner import plan, run

__all__ = ["EngineMissing", "Exported", "InputError", "QmlopsError", "Refused", "Result", "Verdict", "export", "job_tag", "plan", "record_job", "run"]
