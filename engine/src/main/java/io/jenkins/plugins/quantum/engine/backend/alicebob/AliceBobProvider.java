package io.jenkins.plugins.quantum.engine.backend.alicebob;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.SecretHeader;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import java.net.URI;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Opens targets of Alice and Bob with an API key. */
public final class AliceBobProvider implements BackendProvider {
    private static final CredentialField KEY =
            new CredentialField("api-key", "Alice & Bob API key", "ALICE_BOB_API_KEY");

    /** Gates of the emulators of logical qubits, as the vendor's client for Qiskit lists them. */
    private static final Set<Gate> LOGICAL =
            EnumSet.of(Gate.X, Gate.Z, Gate.H, Gate.S, Gate.SDG, Gate.T, Gate.TDG, Gate.CX, Gate.CCX);

    /** Gates of physical cat qubits, by the same list. */
    private static final Set<Gate> PHYSICAL = EnumSet.of(Gate.X, Gate.Z, Gate.RZ, Gate.CX);

    /** Gates of a lone cat qubit, by the same list. */
    private static final Set<Gate> SINGLE = EnumSet.of(Gate.Z, Gate.RZ);

    @Override
    public String type() {
        return "alice-bob";
    }

    /**
     * {@code device}: the target's name; {@code gates}: its gates, where they are not those that its name tells; {@code parameters}: of the
     * target, {@code averageNbPhotons=16}; {@code qubits} and {@code shots}: the most that a circuit may have and a job may take;
     * {@code endpoint}: another address.
     */
    @Override
    public Set<String> options() {
        return Set.of("device", "gates", "parameters", "qubits", "shots", "endpoint");
    }

    @Override
    public List<CredentialField> credentials() {
        return List.of(KEY);
    }

    @Override
    public Backend open(BackendSettings settings) throws BackendException {
        String device = settings.require("device", "EMU:40Q:LOGICAL_TARGET");
        URI endpoint = settings.address("endpoint", "https://api-gcp.alice-bob.com");
        var service = new HttpService(
                settings.network(),
                "Alice & Bob",
                endpoint,
                new SecretHeader("Authorization", "Basic ", settings.credentials(), KEY));
        var capabilities = Capabilities.remote(
                type(),
                type() + "/" + device.toLowerCase(Locale.ROOT),
                device.startsWith("EMU"),
                (int) settings.number("qubits", width(device), 1, 1000),
                false,
                1,
                1,
                settings.number("shots", 1_000_000, 1, 1_000_000));
        String owner =
                settings.credentials().get(KEY.name()).map(Secret::fingerprint).orElse("nobody");
        return new AliceBobBackend(
                settings.name(),
                service,
                "alice-bob " + endpoint.getHost() + " " + owner,
                device,
                gates(settings, device),
                parameters(settings.option("parameters").orElse("")),
                capabilities);
    }

    /** Names tell the number of qubits: {@code EMU:40Q:LOGICAL_TARGET}. */
    private static int width(String device) {
        return device.matches("[A-Z]+:[1-9]\\d{0,2}Q:.*")
                ? Integer.parseInt(device.split(":")[1].replace("Q", ""))
                : 1000;
    }

    private static Set<Gate> gates(BackendSettings settings, String device) throws BackendException {
        String listed = settings.option("gates").orElse("");
        if (listed.isBlank()) {
            return device.contains("LOGICAL") ? LOGICAL : width(device) == 1 ? SINGLE : PHYSICAL;
        }
        Set<Gate> gates = EnumSet.noneOf(Gate.class);
        for (String name : listed.split(",")) {
            Gate gate = QirWriter.NAMES.keySet().stream()
                    .filter(known -> known.name().equalsIgnoreCase(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> new BackendException(
                            "expected gates to be a list such as x,z,h,cx, found '" + name.strip() + "'",
                            Kind.REFUSED));
            gates.add(gate);
        }
        return gates;
    }

    private static Map<String, Double> parameters(String text) throws BackendException {
        Map<String, Double> parameters = new HashMap<>();
        for (String pair : text.isBlank() ? new String[0] : text.split(",")) {
            if (!pair.strip().matches("[A-Za-z]\\w{0,60}=[0-9.eE+-]{1,30}")) {
                throw new BackendException(
                        "expected parameters such as averageNbPhotons=16,distance=7, found '" + pair.strip() + "'",
                        Kind.REFUSED);
            }
            try {
                String[] sides = pair.strip().split("=");
                parameters.put(sides[0], Double.parseDouble(sides[1]));
            } catch (NumberFormatException e) {
                throw new BackendException("expected a number in parameters, found '" + pair + "'", Kind.REFUSED, e);
            }
        }
        return parameters;
    }
}
