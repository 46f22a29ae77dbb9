"""Tells Jenkins which jobs this code submitted by itself, so that they are listed in the build."""

from __future__ import annotations

import json
import os


def record_job(job_id: str, backend: str | None = None) -> bool:
    """Appends the id of a submitted job to the file that `withQuantum` names in QMLOPS_JOBS_FILE.

    Call it right after the submission: `qmlops.record_job(job.job_id())`. Outside of such a block it does nothing.

    Returns whether it was recorded.
    """
    path = os.environ.get("QMLOPS_JOBS_FILE")
    if not path:
        return False
    entry = {"id": str(job_id)}
    if backend is not None:
        entry["backend"] = str(backend)
    line = json.dumps(entry) + "\n"
    # One write to a file opened for appending: lines of several processes do not mix.
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, line.encode("utf-8"))
    finally:
        os.close(handle)
    return True


def job_tag() -> str | None:
    """The tag of the `withQuantum` block around this code, by which Jenkins finds its jobs in the provider's list.

    Pass it on as the job's tag, label or name. None outside of such a block.
    """
    return os.environ.get("QMLOPS_TAG") or None
