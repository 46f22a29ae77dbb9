package io.jenkins.plugins.quantum.engine.backend.scaleway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import java.util.HashSet;
import java.util.Set;

/**
 * The session in which jobs run. It bills as long as it lasts, whether or not a job runs: so every session has an end from the start (idle
 * time and whole time), belongs to one process (its deduplication id is the token of the first job, so that a creation whose answer was
 * lost makes no second one), and is terminated when its process closes the backend and knows of no open job in it. A termination cancels
 * the session's jobs: where a job may still run, the session is left to its own end.
 */
final class Sessions {
    private final HttpService service;
    private final String project;
    private final long mostSeconds;
    private final long idleSeconds;
    private final Set<String> open = new HashSet<>();
    private String session = "";

    Sessions(HttpService service, String project, long mostSeconds, long idleSeconds) {
        this.service = service;
        this.project = project;
        this.mostSeconds = mostSeconds;
        this.idleSeconds = idleSeconds;
    }

    /** A session that takes jobs. */
    synchronized String running(String platform, String clientToken) throws BackendException {
        if (!session.isEmpty() && !takesJobs(session)) {
            session = "";
        }
        if (session.isEmpty()) {
            session = create(platform, clientToken);
        }
        return session;
    }

    private boolean takesJobs(String id) throws BackendException {
        Reply reply = service.exchange(Call.get("/qaas/v1alpha1/sessions/" + id));
        if (reply.status() == 404) {
            return false;
        }
        if (!reply.ok()) {
            throw service.fault(reply, reply.explanation(ScalewayBackend::words));
        }
        String status = reply.require("/status");
        return status.equals("running") || status.equals("starting");
    }

    /** The deduplication id makes it safe to ask again: no job was sent, so that nothing is in doubt. */
    private String create(String platform, String clientToken) throws BackendException {
        ObjectNode body = Json.object()
                .put("project_id", project)
                .put("platform_id", platform)
                .put("name", "qmlops-" + clientToken)
                .put("max_duration", mostSeconds + "s")
                .put("max_idle_duration", idleSeconds + "s")
                .put("deduplication_id", clientToken);
        Call call = Call.post("/qaas/v1alpha1/sessions", body).harmless();
        return service.require(call, reply -> reply.explanation(ScalewayBackend::words))
                .require("/id");
    }

    /** A job, or what may have become one, that this process waits for. */
    synchronized void opened(String job) {
        open.add(job);
    }

    /** It ended, or is another's. */
    synchronized void ended(String job) {
        open.remove(job);
    }

    /** Ends the session if nothing can be lost by it; whatever goes wrong here, the session's own end limits what it bills. */
    synchronized void close() {
        if (session.isEmpty() || !open.isEmpty()) {
            return;
        }
        try {
            terminate(session);
        } catch (BackendException e) {
            // The session's idle time ends it: closing has nobody to tell, and must not fail for it.
            session = "";
        }
        session = "";
    }

    private void terminate(String id) throws BackendException {
        Reply reply = service.exchange(Call.post("/qaas/v1alpha1/sessions/" + id + "/terminate", Json.object())
                .harmless());
        if (!reply.ok() && reply.status() != 404) {
            throw service.fault(reply, reply.explanation(ScalewayBackend::words), Kind.TRANSIENT);
        }
    }
}
