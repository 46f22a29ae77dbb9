"""Pasqal's own client at the fake: submits, waits, reads, searches by tag, closes, cancels; prints what it saw as JSON."""

import json
import sys

from pasqal_cloud.endpoints import Endpoints, TokenProviderConf
from pasqal_cloud.sdk import PasqalCloudClient
from pasqal_cloud.utils.filters import BatchFilters

address, user, password, project, sequence, other = sys.argv[1:7]
client = PasqalCloudClient(
    username=user,
    password=password,
    project_id=project,
    endpoints=Endpoints(core=address + "/core", account=address + "/account"),
    auth_config=TokenProviderConf(
        token_endpoint=address + "/oauth/token",
        public_client_id="PeZvo7Atx7IVv3iel59asJSb4Ig7vuSB",
        audience="https://apis.pasqal.cloud/account/api/v1",
        realm="pcs-users",
        grant_type="http://auth0.com/oauth/grant-type/password-realm",
    ),
)
runs = [{"runs": 100, "variables": {}}]
batch = client.create_batch(sequence, jobs=runs, device_type="EMU_FREE", wait=True)
seen = {"status": batch.status, "counter": batch.ordered_jobs[0].result}
seen["ours"] = client.get_batch(other).ordered_jobs[0].result
seen["tagged"] = client.get_batches(BatchFilters(tag="ours")).results[0].id
held = client.create_batch(sequence, jobs=runs, device_type="EMU_FREE", open=True)
seen["open"] = held.open
held.close()
waiting = client.create_batch('{"recorded": {}, "hold": true}', jobs=runs, device_type="EMU_FREE", open=True)
waiting.cancel()
seen["cancelled"] = waiting.id
print(json.dumps(seen))
