package io.jenkins.plugins.quantum.metrics;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.quantum.backends.BackendPoll;
import io.jenkins.plugins.quantum.backends.BackendStatus;
import io.jenkins.plugins.quantum.backends.Calibration;
import io.jenkins.plugins.quantum.config.QuantumBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the shared poll saw last of a configured backend at a service. Asks nobody.
 *
 * @param key
 *     its names
 * @param up
 *     whether the device takes jobs; empty while nobody has asked: it is neither up nor down
 * @param pending
 *     jobs in the provider's queue, where it tells
 * @param calibrationAge
 *     seconds since the newest calibration was first seen, where there was one
 */
record PolledBackend(QuantumMeter.Key key, Optional<Boolean> up, OptionalLong pending, OptionalDouble calibrationAge) {
    /** All that are configured. */
    @NonNull
    static List<PolledBackend> all() {
        List<PolledBackend> all = new ArrayList<>();
        for (QuantumBackendConfiguration configured :
                QuantumGlobalConfiguration.get().getBackends()) {
            if (configured.service().isPresent()) {
                all.add(of(new QuantumMeter.Key(configured.toConfiguredBackend().type(), configured.getName())));
            }
        }
        return all;
    }

    private static PolledBackend of(QuantumMeter.Key key) {
        BackendStatus status = BackendPoll.get().status(key.backend());
        List<Calibration> calibrations = BackendPoll.get().calibrations(key.backend());
        return new PolledBackend(
                key,
                status.state() == BackendStatus.State.NOT_ASKED
                        ? Optional.empty()
                        : Optional.of(status.state().usable()),
                status.queued() < 0 ? OptionalLong.empty() : OptionalLong.of(status.queued()),
                calibrations.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(age(calibrations)));
    }

    private static double age(List<Calibration> calibrations) {
        long seen = calibrations.get(calibrations.size() - 1).seenAt();
        return (System.currentTimeMillis() - seen) / 1000.0;
    }
}
