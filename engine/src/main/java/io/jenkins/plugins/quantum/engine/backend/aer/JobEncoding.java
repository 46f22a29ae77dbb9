package io.jenkins.plugins.quantum.engine.backend.aer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Elementary;
import io.jenkins.plugins.quantum.engine.circuit.ElementaryCircuit;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.noise.SystematicInsertion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** A job as the Python program reads it: circuits of one structure share its steps and differ by their angles. */
final class JobEncoding {
    private final ObjectMapper json = new ObjectMapper();
    private final Map<ArrayNode, Integer> structures = new LinkedHashMap<>();
    private final TreeSet<Pair> pairs = new TreeSet<>();
    private final TreeSet<Pair> crowded = new TreeSet<>();

    /** A CNOT's control and target. */
    private record Pair(int control, int target) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            return control != other.control
                    ? Integer.compare(control, other.control)
                    : Integer.compare(target, other.target);
        }
    }

    private JobEncoding() {}

    /**
     * The job as one line.
     *
     * @param id
     *     repeated in the answer
     * @param densityQubits
     *     up to which width noise is computed by density matrices
     */
    static String encode(
            String id, JobRequest request, Function<Circuit, ElementaryCircuit> lowering, int densityQubits) {
        return new JobEncoding().line(id, request, lowering, densityQubits);
    }

    private String line(
            String id, JobRequest request, Function<Circuit, ElementaryCircuit> lowering, int densityQubits) {
        Circuit circuit = request.circuit();
        ObjectNode job = json.createObjectNode();
        job.put("id", id);
        job.put("qubits", circuit.qubits());
        job.put("bits", circuit.bits());
        job.put("dynamic", circuit.dynamic());
        job.put("densityQubits", densityQubits);
        job.put("shots", request.shots());
        job.put("seed", request.seed() & Integer.MAX_VALUE);
        ArrayNode runs = json.createArrayNode();
        for (var binding : request.bindings()) {
            ElementaryCircuit lowered =
                    SystematicInsertion.apply(lowering.apply(circuit.bind(binding)), request.noise());
            ArrayNode angles = json.createArrayNode();
            ArrayNode steps = steps(lowered.operations(), angles);
            int structure = structures.computeIfAbsent(steps, absent -> structures.size());
            runs.add(json.createArrayNode().add(structure).add(angles));
        }
        ArrayNode all = job.putArray("structures");
        structures.keySet().forEach(all::add);
        job.set("runs", runs);
        job.set("noise", request.noise().isNone() ? json.nullNode() : noise(request.noise(), circuit.qubits()));
        return job.toString();
    }

    private ArrayNode steps(List<Elementary> operations, ArrayNode angles) {
        ArrayNode steps = json.createArrayNode();
        for (Elementary operation : operations) {
            ArrayNode step = steps.addArray();
            if (operation instanceof Elementary.Rotation r) {
                step.add("u").add(r.qubit()).add(r.physical());
                angles.add(r.theta()).add(r.phi()).add(r.lambda());
            } else if (operation instanceof Elementary.Cnot c) {
                step.add(c.crowded() ? "cx-crowded" : "cx").add(c.control()).add(c.target());
                (c.crowded() ? crowded : pairs).add(new Pair(c.control(), c.target()));
            } else if (operation instanceof Elementary.Coupling c) {
                step.add("zz").add(c.first()).add(c.second()).add(c.angle());
            } else if (operation instanceof Elementary.Measurement m) {
                step.add("m").add(m.qubit()).add(m.bit());
            } else if (operation instanceof Elementary.ResetQubit r) {
                step.add("r").add(r.qubit());
            } else if (operation instanceof Elementary.Branch b) {
                var condition = b.condition();
                step.add("if").add(condition.firstBit()).add(condition.width()).add(condition.value());
                step.add(steps(b.then(), angles));
                step.add(steps(b.otherwise(), angles));
            }
        }
        return steps;
    }

    private ObjectNode noise(NoiseModel noise, int qubits) {
        ObjectNode node = json.createObjectNode();
        node.put("time1", noise.oneQubitTime());
        node.put("time2", noise.twoQubitTime());
        ArrayNode perQubit = node.putArray("qubits");
        for (int qubit = 0; qubit < qubits; qubit++) {
            NoiseModel.Errors errors = noise.qubit(qubit);
            ObjectNode entry = perQubit.addObject();
            entry.put("p1", errors.p1());
            entry.put("read01", errors.readout01());
            entry.put("read10", errors.readout10());
            entry.put("t1", finite(errors.t1()));
            entry.put("t2", finite(errors.t2()));
        }
        errors(node.putArray("pairs"), pairs, noise, false);
        errors(node.putArray("crowded"), crowded, noise, true);
        return node;
    }

    private static void errors(ArrayNode list, Set<Pair> pairs, NoiseModel noise, boolean beside) {
        for (Pair pair : pairs) {
            double error = noise.cnotError(new Elementary.Cnot(pair.control(), pair.target(), beside));
            list.addArray().add(pair.control()).add(pair.target()).add(error);
        }
    }

    /** JSON has no infinity. */
    private static Double finite(double time) {
        return Double.isInfinite(time) ? null : time;
    }
}
