package io.jenkins.plugins.quantum.engine.testkit;

import static io.jenkins.plugins.quantum.engine.testkit.ContractStand.fault;
import static io.jenkins.plugins.quantum.engine.testkit.ContractStand.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Secrets: no credential is ever shown. */
interface SecretsContract extends ContractPart {
    @Test
    default void shouldNeverShowASecret() throws BackendException {
        Backend backend = stand().backend();
        JobRef job = backend.submit(stand().asymmetric(), token());
        stand().ended(backend, job);
        var shown = new ArrayList<String>(List.of(
                backend.toString(),
                backend.name(),
                backend.account(),
                backend.capabilities().toString(),
                job.toString(),
                stand().fetched(backend, job).toString()));
        for (int status : List.of(400, 401, 403, 500)) {
            String echo = String.join(" ", stand().secrets());
            stand().service()
                    .plant(request -> true, Answer.text(status, "application/json", "{\"message\":\"" + echo + "\"}"));
            for (Throwable e = fault(() -> backend.status(List.of(job))); e != null; e = e.getCause()) {
                shown.add(String.valueOf(e.getMessage()));
            }
        }
        stand().service().asked().forEach(request -> shown.add(request.rawPath() + "?" + request.rawQuery()));

        for (String secret : stand().secrets()) {
            assertThat(shown).noneMatch(text -> text.contains(secret));
        }
    }
}
