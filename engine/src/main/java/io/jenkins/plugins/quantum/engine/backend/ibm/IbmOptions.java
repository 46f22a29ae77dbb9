package io.jenkins.plugins.quantum.engine.backend.ibm;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.compile.CompileOptions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a suite or configuration says about a device of IBM.
 *
 * @param device
 *     {@code ibm_fez}, …
 * @param instance
 *     the CRN of the service instance that pays; not a secret
 * @param endpoint
 *     base address with {@code /api/v1}
 * @param issuer
 *     address of IBM Cloud's identity service
 * @param qubits
 *     the widest circuit
 * @param mostSeconds
 *     after which the service itself ends a job, where one is set
 * @param compile
 *     how circuits are compiled
 */
record IbmOptions(
        String device,
        String instance,
        URI endpoint,
        URI issuer,
        int qubits,
        OptionalLong mostSeconds,
        CompileOptions compile) {
    static final String INSTANCE = "instance";

    /** Pay-as-you-go, as IBM's documentation of 2026 says; used only to turn a limit in money into seconds. */
    static final BigDecimal USD_PER_SECOND = new BigDecimal("1.60");

    /** The service's own limit for a job. */
    private static final long MOST_SECONDS = 10_800;

    private static final int USUAL_QUBITS = 156;
    private static final Map<String, Integer> QUBITS = Map.of("ibm_miami", 120, "ibm_berlin", 120);
    private static final String PART = "[A-Za-z0-9_.-]*";

    static Set<String> keys() {
        var keys = new HashSet<>(CompileOptions.KEYS);
        keys.addAll(
                Set.of("device", INSTANCE, "endpoint", "iam-endpoint", "qubits", "max-seconds", "max-cost", "python"));
        return keys;
    }

    static IbmOptions of(BackendSettings settings) throws BackendException {
        String device = settings.require("device", "ibm_fez").strip();
        if (!device.matches("[A-Za-z0-9_-]{1,60}")) {
            throw refused("expected device: the name of a device such as ibm_fez; found '" + device + "'");
        }
        String instance = settings.option(INSTANCE)
                .or(() -> settings.credentials().get(INSTANCE).map(secret -> secret.reveal()))
                .orElseThrow(() -> refused("the option 'instance' is missing: the CRN of your instance, for example"
                        + " crn:v1:bluemix:public:quantum-computing:us-east:a/…; QISKIT_IBM_INSTANCE also names it"))
                .strip();
        if (!instance.matches(
                "crn:v1:" + PART + ":" + PART + ":" + PART + ":[a-z0-9-]{1,30}:[A-Za-z0-9/_.:-]{1,200}")) {
            throw refused("expected instance: a CRN with a region, as IBM's list of instances shows it");
        }
        String region = instance.split(":", -1)[5];
        String host = (region.equals("us-east") ? "" : region + ".") + "quantum.cloud.ibm.com";
        return new IbmOptions(
                device,
                instance,
                settings.address("endpoint", "https://" + host + "/api/v1"),
                settings.address("iam-endpoint", "https://iam.cloud.ibm.com"),
                (int) settings.number("qubits", QUBITS.getOrDefault(device, USUAL_QUBITS), 1, 10_000),
                mostSeconds(settings),
                CompileOptions.of(settings));
    }

    private static OptionalLong mostSeconds(BackendSettings settings) throws BackendException {
        if (settings.option("max-cost").isEmpty()) {
            long seconds = settings.number("max-seconds", 0, 0, MOST_SECONDS);
            return seconds == 0 ? OptionalLong.empty() : OptionalLong.of(seconds);
        }
        String text = settings.option("max-cost")
                .get()
                .replaceFirst("\\s*USD\\s*$", "")
                .strip();
        if (settings.option("max-seconds").isPresent() || !text.matches("\\d{1,7}(\\.\\d{1,2})?")) {
            throw refused("expected either max-seconds, or max-cost as an amount such as 20 USD");
        }
        long seconds = new BigDecimal(text)
                .divide(USD_PER_SECOND, RoundingMode.FLOOR)
                .setScale(0, RoundingMode.FLOOR)
                .longValueExact();
        if (seconds < 1) {
            throw refused("max-cost: " + text + " USD pays for less than a second at " + USD_PER_SECOND
                    + " USD a second, the least that IBM can limit");
        }
        return OptionalLong.of(Math.min(seconds, MOST_SECONDS));
    }

    private static BackendException refused(String message) {
        return new BackendException(message, Kind.REFUSED);
    }
}
