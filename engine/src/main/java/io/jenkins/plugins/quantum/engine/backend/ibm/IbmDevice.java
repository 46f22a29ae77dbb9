package io.jenkins.plugins.quantum.engine.backend.ibm;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.compile.DeviceTarget;
import io.jenkins.plugins.quantum.engine.backend.compile.DeviceTarget.Pair;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.noise.CalibrationFormats;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A device as the service describes it: its gates and pairs, and what works of them by its last calibration. */
final class IbmDevice {
    /** Fractional rx and rzz are left out: the devices take them for some angles only. */
    private static final Set<Gate> KNOWN = EnumSet.of(Gate.CZ, Gate.ECR, Gate.CX, Gate.RZ, Gate.SX, Gate.X, Gate.ID);

    private static final int MOST_PAIRS = 100_000;

    private final HttpService service;
    private final String name;
    private final String path;
    private Described described;

    /**
     * What a job is compiled for.
     *
     * @param target
     *     without the pairs that are broken
     * @param calibration
     *     what the service says of each qubit and pair; empty where it says nothing
     */
    record Described(DeviceTarget target, Optional<NoiseModel> calibration) {}

    IbmDevice(HttpService service, String name) {
        this.service = service;
        this.name = name;
        this.path = "/backends/" + name;
    }

    /** As it was described first, so that all jobs of a run are compiled for the same device. */
    synchronized Described described() throws BackendException {
        if (described == null) {
            JsonNode configuration = service.require(Call.get(path + "/configuration"), IbmErrors::words)
                    .json();
            Optional<JsonNode> properties = properties();
            described = new Described(target(configuration, properties), properties.flatMap(this::model));
        }
        return described;
    }

    /** The calibration of now. */
    Optional<NoiseModel> calibration() throws BackendException {
        return properties().flatMap(this::model);
    }

    private Optional<NoiseModel> model(JsonNode properties) {
        return CalibrationFormats.ibm(properties, "ibm/" + name);
    }

    private Optional<JsonNode> properties() throws BackendException {
        Reply reply = service.exchange(Call.get(path + "/properties"));
        if (reply.status() == 404 || reply.status() == 204) {
            return Optional.empty();
        }
        if (!reply.ok()) {
            throw service.fault(reply, IbmErrors.words(reply));
        }
        return Optional.of(reply.json());
    }

    private DeviceTarget target(JsonNode configuration, Optional<JsonNode> properties) throws BackendException {
        int qubits = configuration.path("n_qubits").asInt(0);
        var basis = EnumSet.noneOf(Gate.class);
        for (JsonNode gate : configuration.path("basis_gates")) {
            KNOWN.stream()
                    .filter(known -> known.name().equalsIgnoreCase(gate.asText()))
                    .forEach(basis::add);
        }
        Set<Pair> broken = properties.map(BrokenPairs::of).orElse(Set.of());
        var pairs = new HashSet<Pair>();
        for (JsonNode both : configuration.path("coupling_map")) {
            var pair = new Pair(both.path(0).asInt(-1), both.path(1).asInt(-1));
            boolean exists = pair.first() >= 0 && pair.second() >= 0 && pair.first() < qubits && pair.second() < qubits;
            if (exists && pairs.size() < MOST_PAIRS && !broken.contains(pair)) {
                pairs.add(pair);
            }
        }
        if (qubits < 1 || pairs.isEmpty() && qubits > 1 || !basis.contains(Gate.RZ) || !basis.contains(Gate.SX)) {
            throw new BackendException(
                    "IBM's description of " + name
                            + " lacks the gates or pairs of qubits that circuits are compiled for",
                    Kind.REFUSED);
        }
        return new DeviceTarget(name, qubits, basis, pairs);
    }
}
