package io.jenkins.plugins.quantum.backends;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.quantum.config.QuantumBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.engine.cost.PriceBook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One poll for each configured backend, shared by everybody on this controller. A backend is asked while somebody needs it: a trigger
 * for as long as its job has it, a viewer of the page for a few minutes. Nobody: no request. Pauses have jitter, and grow while a service
 * does not answer.
 */
@Extension
public class BackendPoll {
    private static final Logger LOGGER = Logger.getLogger(BackendPoll.class.getName());

    /** Between two polls of a backend that answers. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    /** Between two polls of a backend that has not answered for long. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    /** How long a look at the page keeps the poll going. */
    static final Duration LOOK = Duration.ofMinutes(3);

    private static final double JITTER = 0.2;

    private final Clock clock;
    private final Map<String, PolledBackend> polled = new HashMap<>();
    private final Map<String, Instant> lookedAt = new HashMap<>();
    private final Map<String, List<BackendListener>> listeners = new HashMap<>();
    /** Backends whose next poll is planned or under way. */
    private final Set<String> planned = new HashSet<>();

    private long polls;
    private long faults;

    /** That of this Jenkins. */
    public BackendPoll() {
        this(Clock.systemUTC());
    }

    BackendPoll(Clock clock) {
        this.clock = clock;
    }

    /** That of this Jenkins. */
    @NonNull
    public static BackendPoll get() {
        return ExtensionList.lookupSingleton(BackendPoll.class);
    }

    /** What ends with {@link #close}. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** The backends that can be polled. */
    @NonNull
    public static List<String> names() {
        return QuantumGlobalConfiguration.get().getBackends().stream()
                .filter(backend -> backend.service().isPresent())
                .map(QuantumBackendConfiguration::getName)
                .toList();
    }

    /** Keeps a backend polled and hears of it, until closed. */
    @NonNull
    public Subscription subscribe(@NonNull String backend, @NonNull BackendListener listener) {
        synchronized (this) {
            listeners.computeIfAbsent(backend, name -> new ArrayList<>()).add(listener);
        }
        plan(backend, Duration.ZERO);
        return () -> {
            synchronized (this) {
                listeners.computeIfPresent(backend, (name, all) -> {
                    all.remove(listener);
                    return all.isEmpty() ? null : all;
                });
            }
        };
    }

    /** Somebody looks at a backend: it is polled for some minutes. */
    public void look(@NonNull String backend) {
        synchronized (this) {
            lookedAt.put(backend, clock.instant());
        }
        plan(backend, Duration.ZERO);
    }

    /** The last known status; of an earlier Jenkins process where this one has not asked yet. */
    @NonNull
    public BackendStatus status(@NonNull String backend) {
        return backend(backend).status();
    }

    /** The calibrations seen, oldest first. */
    @NonNull
    public List<Calibration> calibrations(@NonNull String backend) {
        return backend(backend).calibrations();
    }

    /** What a backend's device costs; empty where nobody knows. Contacts nobody. */
    @NonNull
    Optional<PriceBook.Entry> price(@NonNull QuantumBackendConfiguration configured) {
        return backend(configured.getName()).price(configured);
    }

    /** Polls since Jenkins started. */
    public synchronized long polls() {
        return polls;
    }

    /** Polls since Jenkins started that brought no answer. */
    public synchronized long faults() {
        return faults;
    }

    private synchronized PolledBackend backend(String name) {
        return polled.computeIfAbsent(name, PolledBackend::new);
    }

    private synchronized boolean wanted(String backend) {
        Instant look = lookedAt.get(backend);
        return listeners.containsKey(backend) || look != null && clock.instant().isBefore(look.plus(LOOK));
    }

    /** Plans the next poll, unless one is planned. What was polled just now is not polled again because somebody else looks. */
    private void plan(String name, Duration pause) {
        synchronized (this) {
            if (!planned.add(name)) {
                return;
            }
        }
        Duration least = backend(name).restLeft(clock.instant(), PAUSE);
        PollPool.schedule(() -> poll(name), pause.compareTo(least) > 0 ? pause : least);
    }

    private void poll(String name) {
        Optional<QuantumBackendConfiguration> configured = QuantumGlobalConfiguration.get().getBackends().stream()
                .filter(backend ->
                        backend.getName().equals(name) && backend.service().isPresent())
                .findFirst();
        if (configured.isPresent() && wanted(name)) {
            try {
                ask(name, configured.get());
            } catch (RuntimeException e) {
                LOGGER.log(Level.WARNING, e, () -> "the poll of the backend " + name + " failed");
            }
        }
        synchronized (this) {
            planned.remove(name);
        }
        if (wanted(name)) { // also while it is not configured: it may be any minute
            plan(name, pause(backend(name)));
        }
    }

    private void ask(String name, QuantumBackendConfiguration configured) {
        PolledBackend backend = backend(name);
        BackendStatus before = backend.status();
        BackendStatus after = backend.poll(configured, clock.instant());
        List<BackendListener> all;
        synchronized (this) {
            polls++;
            faults += after.failures() > 0 ? 1 : 0;
            all = List.copyOf(listeners.getOrDefault(name, List.of()));
        }
        for (BackendListener listener : all) {
            try {
                listener.polled(name, before, after);
            } catch (RuntimeException e) {
                LOGGER.log(Level.WARNING, e, () -> "a listener to the backend " + name + " failed");
            }
        }
    }

    private static Duration pause(PolledBackend backend) {
        Duration pause = pause(backend.status().failures());
        Duration asked = backend.retryAfter();
        double jitter = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        return Duration.ofMillis((long) ((pause.compareTo(asked) > 0 ? pause : asked).toMillis() * jitter));
    }

    /** Without jitter. */
    static Duration pause(int failures) {
        Duration pause = PAUSE.multipliedBy(1L << Math.min(failures, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
