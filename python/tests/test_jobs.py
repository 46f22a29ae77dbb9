import json

import qmlops


def test_records_jobs_where_jenkins_asks_for_them(tmp_path, monkeypatch):
    file = tmp_path / "jobs.jsonl"
    monkeypatch.setenv("QMLOPS_JOBS_FILE", str(file))

    assert qmlops.record_job("job-1")
    assert qmlops.record_job("j\n2", backend="fez")

    assert [json.loads(line) for line in file.read_text().splitlines()] == [
        {"id": "job-1"},
        {"id": "j\n2", "backend": "fez"},
    ]


def test_does_nothing_elsewhere(monkeypatch):
    monkeypatch.delenv("QMLOPS_JOBS_FILE", raising=False)

    assert not qmlops.record_job("job-1")


def test_tells_the_tag_of_the_block(monkeypatch):
    monkeypatch.setenv("QMLOPS_TAG", "6d1c8a52")
    assert qmlops.job_tag() == "6d1c8a52"

    monkeypatch.delenv("QMLOPS_TAG")
    assert qmlops.job_tag() is None
