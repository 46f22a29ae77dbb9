package io.jenkins.plugins.quantum.engine.testkit.iqm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The machines with their calibration: 4 × 5 qubits on a square lattice, QB1 to QB20; and a star of as many qubits around a resonator, to
 * which states are moved.
 */
final class IqmLattice {
    static final String RESONATOR = "COMPR1";
    static final String STAR_SET = "b2f9d7a0-54a3-4c3e-8a2a-0c2d1be71a22";

    static final String CALIBRATION_SET = "3902d525-d8f4-42c0-9fa9-6bbd535b6c80";

    private static final int COLUMNS = 4;
    private static final int ROWS = 5;

    private IqmLattice() {}

    static List<String> qubits() {
        var qubits = new ArrayList<String>();
        for (int i = 1; i <= COLUMNS * ROWS; i++) {
            qubits.add("QB" + i);
        }
        return qubits;
    }

    /** The places of CZ, the lower qubit first. */
    static Set<List<String>> pairs() {
        var pairs = new LinkedHashSet<List<String>>();
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                int here = row * COLUMNS + column + 1;
                if (column + 1 < COLUMNS) {
                    pairs.add(List.of("QB" + here, "QB" + (here + 1)));
                }
                if (row + 1 < ROWS) {
                    pairs.add(List.of("QB" + here, "QB" + (here + COLUMNS)));
                }
            }
        }
        return pairs;
    }

    /** The places of CZ, and of MOVE, in the star. */
    static Set<List<String>> rays() {
        var rays = new LinkedHashSet<List<String>>();
        qubits().forEach(qubit -> rays.add(List.of(qubit, RESONATOR)));
        return rays;
    }

    static ObjectNode star() {
        ObjectNode answer = architecture().put("calibration_set_id", STAR_SET);
        answer.putArray("computational_resonators").add(RESONATOR);
        ObjectNode gates = (ObjectNode) answer.get("gates");
        gate(gates, "cz", "tgss", List.copyOf(rays()));
        gate(gates, "move", "tgss_crf", List.copyOf(rays()));
        return answer;
    }

    static ObjectNode architecture() {
        ObjectNode answer = Json.object().put("calibration_set_id", CALIBRATION_SET);
        ArrayNode names = answer.putArray("qubits");
        qubits().forEach(names::add);
        answer.putArray("computational_resonators");
        ObjectNode gates = answer.putObject("gates");
        List<List<String>> single = qubits().stream().map(List::of).toList();
        gate(gates, "prx", "drag_gaussian", single);
        gate(gates, "cz", "tgss", List.copyOf(pairs()));
        gate(gates, "measure", "constant", single);
        return answer;
    }

    private static void gate(ObjectNode gates, String name, String implementation, List<List<String>> loci) {
        ObjectNode gate = gates.putObject(name).put("default_implementation", implementation);
        gate.putObject("override_default_implementation");
        ArrayNode places =
                gate.putObject("implementations").putObject(implementation).putArray("loci");
        for (List<String> locus : loci) {
            ArrayNode place = places.addArray();
            locus.forEach(place::add);
        }
    }

    static ObjectNode metrics() {
        ObjectNode answer = Json.object();
        ArrayNode observations = answer.putArray("observations");
        for (String qubit : qubits()) {
            observe(observations, "characterization.model." + qubit + ".t1_time", 4e-5);
            observe(observations, "characterization.model." + qubit + ".t2_time", 1.2e-5);
            observe(observations, "metrics.ssro.measure.constant." + qubit + ".fidelity", 0.975);
            observe(observations, "metrics.ssro.measure.constant." + qubit + ".error_0_to_1", 0.02);
            observe(observations, "metrics.ssro.measure.constant." + qubit + ".error_1_to_0", 0.03);
            observe(observations, "metrics.rb.prx.drag_gaussian." + qubit + ".fidelity:par=d2", 0.999);
        }
        pairs().forEach(pair -> observe(
                observations, "metrics.irb.cz.tgss." + pair.get(0) + "__" + pair.get(1) + ".fidelity:par=d2", 0.992));
        observations
                .addObject()
                .put("dut_field", "metrics.rb.prx.drag_gaussian.QB1.fidelity:par=d2")
                .put("value", 0.2)
                .put("invalid", true);
        return answer;
    }

    private static void observe(ArrayNode observations, String field, double value) {
        observations.addObject().put("dut_field", field).put("value", value).put("invalid", false);
    }
}
