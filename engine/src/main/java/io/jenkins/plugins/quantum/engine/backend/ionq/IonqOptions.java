package io.jenkins.plugins.quantum.engine.backend.ionq;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a suite or configuration says about an IonQ backend.
 *
 * @param endpoint
 *     base address with the version
 * @param device
 *     {@code simulator}, {@code qpu.forte-1}, …
 * @param qubits
 *     the widest circuit
 * @param noiseModel
 *     of the simulator; {@code ideal} elsewhere
 * @param debiasing
 *     whether the device symmetrises errors away, which costs more and gives no independent shots
 * @param dryRun
 *     whether jobs are compiled and checked but not run
 * @param midCircuit
 *     whether circuits may measure and reset in mid-circuit; then each is a job of its own
 * @param session
 *     the guarded session that jobs belong to, if any
 */
record IonqOptions(
        URI endpoint,
        String device,
        int qubits,
        String noiseModel,
        boolean debiasing,
        boolean dryRun,
        boolean midCircuit,
        Optional<Guard> session) {
    static final String SIMULATOR = "simulator";
    static final String IDEAL = "ideal";
    static final Set<String> KEYS = Set.of(
            "device",
            "endpoint",
            "qubits",
            "noise-model",
            "debiasing",
            "dry-run",
            "mid-circuit",
            "session-limit",
            "session-minutes");

    private static final String DEFAULT_ENDPOINT = "https://api.ionq.co/v0.4";
    private static final Set<String> NOISE_MODELS =
            Set.of(IDEAL, "harmony", "harmony-1", "harmony-2", "aria-1", "aria-2", "forte-1", "forte-enterprise-1");
    private static final Map<String, Integer> QUBITS =
            Map.of(SIMULATOR, 29, "qpu.aria-1", 25, "qpu.aria-2", 25, "qpu.forte-1", 36, "qpu.forte-enterprise-1", 36);
    private static final int LATEST_QUBITS = 36;

    /**
     * A session on the server that ends by itself.
     *
     * @param usd
     *     most that its jobs may cost
     * @param minutes
     *     longest life
     */
    record Guard(BigDecimal usd, long minutes) {}

    static IonqOptions of(BackendSettings settings) throws BackendException {
        String device = settings.option("device").orElse(SIMULATOR).strip();
        if (!device.matches("simulator|qpu\\.[a-z0-9.-]{1,60}")) {
            throw refused("expected device: simulator, or a device such as qpu.forte-1; found '" + device + "'");
        }
        int usual = QUBITS.getOrDefault(device, LATEST_QUBITS);
        var options = new IonqOptions(
                endpoint(settings.option("endpoint").orElse(DEFAULT_ENDPOINT)),
                device,
                (int) settings.number("qubits", usual, 1, 1000),
                settings.option("noise-model").orElse(IDEAL).strip(),
                flag(settings, "debiasing"),
                flag(settings, "dry-run"),
                flag(settings, "mid-circuit"),
                guard(settings));
        options.check();
        return options;
    }

    private void check() throws BackendException {
        if (!NOISE_MODELS.contains(noiseModel)) {
            throw refused("expected noise-model: one of "
                    + String.join(", ", NOISE_MODELS.stream().sorted().toList()) + "; found '" + noiseModel + "'");
        }
        if (!simulator() && !ideal()) {
            throw refused("the option 'noise-model' belongs to device: simulator; " + device + " has noise of its own");
        }
        if (midCircuit && exactProbabilities()) {
            throw refused(
                    "the option 'mid-circuit' needs a device or a noise-model: the ideal simulator takes no shots");
        }
        if (simulator() && (debiasing || dryRun || session.isPresent())) {
            throw refused(
                    "the options 'debiasing', 'dry-run' and 'session-limit' belong to devices, not to the simulator");
        }
    }

    private static URI endpoint(String text) throws BackendException {
        try {
            return URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw new BackendException("expected endpoint: an address such as " + DEFAULT_ENDPOINT, Kind.REFUSED, e);
        }
    }

    private static boolean flag(BackendSettings settings, String key) throws BackendException {
        String text = settings.option(key).orElse("false").strip();
        if (!text.equals("true") && !text.equals("false")) {
            throw refused("expected " + key + ": true or false; found '" + text + "'");
        }
        return text.equals("true");
    }

    private static Optional<Guard> guard(BackendSettings settings) throws BackendException {
        long minutes = settings.number("session-minutes", 60, 1, 1440);
        Optional<String> limit = settings.option("session-limit");
        if (limit.isEmpty()) {
            return Optional.empty();
        }
        String text = limit.get().replaceFirst("\\s*USD\\s*$", "").strip();
        if (!text.matches("\\d{1,7}(\\.\\d{1,2})?") || new BigDecimal(text).signum() == 0) {
            throw refused("expected session-limit: an amount such as 25 USD; found '" + limit.get() + "'");
        }
        return Optional.of(new Guard(new BigDecimal(text), minutes));
    }

    private static BackendException refused(String message) {
        return new BackendException(message, Kind.REFUSED);
    }

    boolean simulator() {
        return device.equals(SIMULATOR);
    }

    /** Whether results are probabilities without any noise and without any shot. */
    boolean exactProbabilities() {
        return simulator() && ideal();
    }

    private boolean ideal() {
        return noiseModel.equals(IDEAL);
    }
}
