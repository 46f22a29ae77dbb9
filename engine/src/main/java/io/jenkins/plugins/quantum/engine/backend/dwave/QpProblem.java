package io.jenkins.plugins.quantum.engine.backend.dwave;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.dwave.WorkingGraph.Pair;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Coupling;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Vartype;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An Ising problem on the qubits of a device. A bias of a variable is spread evenly over its chain, one of a pair evenly over the couplers
 * between both chains, and every coupler inside a chain gets {@code −strength}. The offset makes the energy of a sample without broken
 * chains the energy of the problem as the user wrote it.
 *
 * @param linear
 *     of each qubit in use
 * @param quadratic
 *     of each coupler that has one
 * @param offset
 *     to be added to the energies that the device reports
 */
record QpProblem(Map<Integer, Double> linear, Map<Pair, Double> quadratic, double offset) {
    QpProblem {
        linear = new LinkedHashMap<>(linear);
        quadratic = new LinkedHashMap<>(quadratic);
    }

    /**
     * Places a problem.
     *
     * @param strength
     *     of the couplers inside a chain, above 0
     */
    static QpProblem place(BinaryQuadraticModel model, Embedding embedding, WorkingGraph graph, double strength) {
        BinaryQuadraticModel ising = ising(model);
        var linear = new LinkedHashMap<Integer, Double>();
        var owner = new HashMap<Integer, Integer>();
        for (int variable = 0; variable < ising.variables(); variable++) {
            List<Integer> chain = embedding.chains().get(variable);
            for (int qubit : chain) {
                owner.put(qubit, variable);
                linear.put(qubit, ising.linear().get(variable) / chain.size());
            }
        }
        var between = new HashMap<Pair, List<Pair>>();
        double offset = ising.offset();
        var quadratic = new LinkedHashMap<Pair, Double>();
        for (Pair coupler : graph.couplers()) {
            Integer one = owner.get(coupler.low());
            Integer other = owner.get(coupler.high());
            if (one == null || other == null) {
                continue;
            }
            if (one.equals(other)) {
                quadratic.put(coupler, -strength);
                offset += strength;
            } else {
                between.computeIfAbsent(Pair.of(one, other), pair -> new ArrayList<>())
                        .add(coupler);
            }
        }
        for (Coupling coupling : ising.quadratic()) {
            List<Pair> couplers = between.get(new Pair(coupling.first(), coupling.second()));
            couplers.forEach(coupler -> quadratic.put(coupler, coupling.bias() / couplers.size()));
        }
        return new QpProblem(linear, quadratic, offset);
    }

    /** The same problem over −1 and +1: {@code x = (1 + s) / 2}. */
    static BinaryQuadraticModel ising(BinaryQuadraticModel model) {
        if (model.vartype() == Vartype.ISING) {
            return model;
        }
        double offset = model.offset();
        var linear = new double[model.variables()];
        for (int variable = 0; variable < linear.length; variable++) {
            linear[variable] = model.linear().get(variable) / 2;
            offset += linear[variable];
        }
        var quadratic = new ArrayList<Coupling>();
        for (Coupling coupling : model.quadratic()) {
            double quarter = coupling.bias() / 4;
            linear[coupling.first()] += quarter;
            linear[coupling.second()] += quarter;
            offset += quarter;
            quadratic.add(new Coupling(coupling.first(), coupling.second(), quarter));
        }
        return new BinaryQuadraticModel(
                Vartype.ISING, Arrays.stream(linear).boxed().toList(), quadratic, offset);
    }

    /**
     * A strength that keeps chains together without drowning the problem: {@code 1.414 · rms(J) · √(mean degree)}, D-Wave's "uniform
     * torque compensation" (documentation of Ocean, {@code chain_strength}).
     */
    static double usualStrength(BinaryQuadraticModel model) {
        BinaryQuadraticModel ising = ising(model);
        double squares = ising.quadratic().stream()
                .mapToDouble(coupling -> coupling.bias() * coupling.bias())
                .sum();
        if (squares == 0) {
            return 1;
        }
        int couplings = ising.quadratic().size();
        return 1.414 * Math.sqrt(squares / couplings) * Math.sqrt(2.0 * couplings / ising.variables());
    }

    /**
     * The service's form {@code qp}: doubles, lowest byte first, in base 64; one a qubit of the device in its order, NaN where it is not in
     * use, and one a coupler whose both ends are in use.
     */
    ObjectNode encode(WorkingGraph graph) {
        Set<Integer> active = new HashSet<>(linear.keySet());
        double[] biases = graph.qubits().stream()
                .mapToDouble(qubit -> linear.getOrDefault(qubit, Double.NaN))
                .toArray();
        double[] couplings = graph.couplers().stream()
                .filter(coupler -> active.contains(coupler.low()) && active.contains(coupler.high()))
                .mapToDouble(coupler -> quadratic.getOrDefault(coupler, 0.0))
                .toArray();
        return Json.object()
                .put("format", "qp")
                .put("lin", base64(biases))
                .put("quad", base64(couplings))
                .put("offset", offset);
    }

    private static String base64(double... values) {
        var bytes = ByteBuffer.allocate(Double.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            bytes.putDouble(value);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
