package io.jenkins.plugins.quantum.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.util.FormValidation;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.run.BackendPool;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Asks a service once how a backend stands, and answers in words of its own: nothing that the service says is shown. */
final class ConnectionTest {
    private static final Logger LOGGER = Logger.getLogger(ConnectionTest.class.getName());

    private ConnectionTest() {}

    /** The answer for a form. Spends nothing; takes some seconds where nobody answers. */
    @NonNull
    static FormValidation of(QuantumBackendConfiguration backend) {
        try (BackendPool pool = ControllerAccess.pool(backend)) {
            return words(ControllerAccess.open(pool, backend.getName())
                    .availability()
                    .state());
        } catch (BackendException e) {
            LOGGER.log(Level.FINE, e, () -> "the test of the backend " + backend.getName() + " failed");
            return words(e.kind());
        }
    }

    private static FormValidation words(Availability.State state) {
        return switch (state) {
            case ONLINE -> FormValidation.ok(Messages.Test_Online());
            case DEGRADED -> FormValidation.ok(Messages.Test_Degraded());
            case UNKNOWN -> FormValidation.ok(Messages.Test_Unknown());
            case OFFLINE -> FormValidation.warning(Messages.Test_Offline());
            case RETIRED -> FormValidation.warning(Messages.Test_Retired());
        };
    }

    private static FormValidation words(BackendException.Kind kind) {
        return switch (kind) {
            case UNAUTHORISED -> FormValidation.error(Messages.Test_Unauthorised());
            case REFUSED -> FormValidation.error(Messages.Test_Refused());
            case THROTTLED -> FormValidation.warning(Messages.Test_Throttled());
            case OFFLINE -> FormValidation.warning(Messages.Test_Offline());
            case TRANSIENT, IN_DOUBT -> FormValidation.error(Messages.Test_Unreachable());
        };
    }
}
