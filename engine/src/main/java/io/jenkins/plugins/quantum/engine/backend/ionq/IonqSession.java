package io.jenkins.plugins.quantum.engine.backend.ionq;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;

/** A session with a limit on its cost that IonQ itself enforces. It is opened before the first job and ended with the backend. */
final class IonqSession implements AutoCloseable {
    private static final int ATTEMPTS = 3;

    private final HttpService service;
    private final String device;
    private final IonqOptions.Guard guard;
    private String id = "";

    IonqSession(HttpService service, String device, IonqOptions.Guard guard) {
        this.service = service;
        this.device = device;
        this.guard = guard;
    }

    /** The session's id; the first call opens it. */
    synchronized String id() throws BackendException {
        if (id.isEmpty()) {
            ObjectNode body = Json.object().put("backend", device);
            ObjectNode settings = body.putObject("settings").put("duration_limit_min", guard.minutes());
            settings.putObject("cost_limit").put("unit", "usd").put("value", guard.usd());
            try {
                id = service.require(Call.post("/sessions", body), IonqErrors::words)
                        .require("/id");
            } catch (BackendException e) {
                if (e.kind() != Kind.IN_DOUBT) {
                    throw e;
                }
                // No job was sent. A session that was opened all the same runs nothing and ends by its own limit of
                // time.
                throw new BackendException(
                        "no session could be opened: " + e.getMessage(), Kind.TRANSIENT, e.retryAfter(), e);
            }
        }
        return id;
    }

    /** Ends the session if this process opened one. */
    @Override
    public synchronized void close() {
        for (int attempt = 0; attempt < ATTEMPTS && !id.isEmpty(); attempt++) {
            if (ended()) {
                id = "";
            }
        }
        id = "";
    }

    private boolean ended() {
        try {
            return service.exchange(
                            Call.json("POST", "/sessions/" + id + "/end", null).harmless())
                    .ok();
        } catch (BackendException e) {
            // Nobody is left to be told when the last attempt fails; the session then ends by its limits of time and
            // money.
            return false;
        }
    }
}
