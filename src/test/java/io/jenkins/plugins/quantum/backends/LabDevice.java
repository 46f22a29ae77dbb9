package io.jenkins.plugins.quantum.backends;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.quantum.config.QuantumBackendConfiguration;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A device whose service says what a test tells it to say, and counts how often it is asked. */
public final class LabDevice implements BackendProvider {
    private static final Map<String, LabDevice> DEVICES = new ConcurrentHashMap<>();

    private final AtomicInteger asked = new AtomicInteger();
    private volatile Availability availability = Availability.of(Availability.State.ONLINE, "");
    private volatile BackendException fault;
    private volatile NoiseModel calibration;

    /** A new device, known to configurations of its name. */
    public static LabDevice named(String name) {
        var device = new LabDevice();
        DEVICES.put(name, device);
        return device;
    }

    /** Says that it stands so. */
    public LabDevice standing(Availability.State state, long queued, String message) {
        availability =
                new Availability(state, OptionalLong.of(queued), Optional.of(Duration.ofMinutes(queued)), message);
        fault = null;
        return this;
    }

    /** Fails when it is asked. */
    public LabDevice failing(BackendException.Kind kind) {
        fault = new BackendException("<b>secret words of the service</b>", kind);
        return this;
    }

    /** Publishes a calibration. */
    public LabDevice calibrated(String epoch, double p2) {
        calibration = new NoiseModel(
                "lab",
                epoch,
                new NoiseModel.Errors(0.001, p2, 0.02, 0.01, 1e-4, 1e-4),
                List.of(),
                List.of(),
                1e-8,
                1e-7);
        return this;
    }

    /** How often its state was asked for. */
    public int asked() {
        return asked.get();
    }

    @Override
    public String type() {
        return "lab";
    }

    @Override
    public Set<String> options() {
        return Set.of();
    }

    @Override
    public Backend open(BackendSettings settings) {
        return new LabBackend(settings.name(), this);
    }

    /** As an administrator configures it. */
    public static final class Configuration extends QuantumBackendConfiguration {
        public Configuration(String name) {
            super(name);
        }

        @NonNull
        @Override
        protected String type() {
            return "lab";
        }

        @NonNull
        @Override
        protected Map<String, String> options() {
            return Map.of();
        }

        @NonNull
        @Override
        public Optional<BackendProvider> provider() {
            return Optional.of(DEVICES.get(getName()));
        }
    }

    private record LabBackend(String name, LabDevice device) implements Backend {
        @Override
        public Capabilities capabilities() {
            return Capabilities.remote("lab", "lab/" + name, false, 5, true, 1, 1, 1000);
        }

        @Override
        public Availability availability() throws BackendException {
            device.asked.incrementAndGet();
            if (device.fault != null) {
                throw device.fault;
            }
            return device.availability;
        }

        @Override
        public Optional<NoiseModel> calibration() {
            return Optional.ofNullable(device.calibration);
        }

        @Override
        public Optional<String> whyNot(JobRequest request) {
            return Optional.empty();
        }

        @Override
        public JobRef submit(JobRequest request, String clientToken) throws BackendException {
            throw new BackendException("nothing is submitted here", false);
        }

        @Override
        public List<JobStatus> status(List<JobRef> jobs) {
            return List.of();
        }

        @Override
        public JobResult fetch(JobRef job) throws BackendException {
            throw new BackendException("nothing is submitted here", false);
        }

        @Override
        public void cancel(JobRef job) {
            // nothing was submitted
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
