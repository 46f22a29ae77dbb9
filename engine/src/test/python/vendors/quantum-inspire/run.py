"""Quantum Inspire's own client against a service: python run.py ADDRESS REFRESH-TOKEN run|cancel PROGRAM. Prints what its users would see."""

import json
import sys
from pathlib import Path

address, token, what, program = sys.argv[1:5]

# What a login leaves behind; its access token has ended, so that the client renews it first.
folder = Path.home() / ".quantuminspire"
folder.mkdir()
login = {
    "well_known_endpoint": address + "/realm/.well-known/openid-configuration",
    "team_member_id": 9,
    "client_id": "compute-job-manager",
    "audience": "compute-job-manager",
    "scope": "api-access",
    "code_challenge_method": "S256",
    "code_verifyer_length": 64,
    "tokens": {"access_token": "old", "expires_in": 60, "refresh_token": token, "generated_at": 0},
}
(folder / "config.json").write_text(json.dumps({"default_host": address, "auths": {address: login}}))

from quantuminspire.managers.resource_manager import JobOptions, ResourceManager

file = Path.home() / "program.cq"
file.write_text(program)
manager = ResourceManager()
options = JobOptions(
    project_name="theirs",
    project_description="",
    algorithm_name="theirs",
    file_path=file,
    number_of_shots=200,
    raw_data_enabled=False,
    backend_type_id=1,
)
job = manager.run_job_submission_flow(options, 9).job_id
if what == "run":
    status = manager.wait_for_job_completion(job, 20).status.value
    seen = {"status": status, "counts": manager.get_results(job)[0].results}
else:
    before = manager.get_job(job).status.value
    manager.cancel_planned_jobs([job])
    seen = {"before": before, "after": manager.get_job(job).status.value}
print()
print(json.dumps(seen))
