package io.jenkins.plugins.quantum.engine.testkit.dwave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.testkit.dwave.Annealing.Bond;
import io.jenkins.plugins.quantum.engine.testkit.dwave.Annealing.Sample;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a problem in the form {@code qp}, samples it, and writes the answer in the same form. */
final class QpMachine {
    private static final long SEED = 20_260_822;
    private static final double ANNEAL_MICROS = 120;
    private static final double PROGRAMMING_MICROS = 15_000;

    private final AnnealerGraph graph;

    QpMachine(AnnealerGraph graph) {
        this.graph = graph;
    }

    /** The answer to a problem. */
    ObjectNode answer(String type, JsonNode data, int reads) {
        if (!type.equals("ising") && !type.equals("qubo")) {
            throw new IllegalArgumentException("unsupported problem type " + type);
        }
        double[] lin = doubles(data.path("lin").asText());
        double[] quad = doubles(data.path("quad").asText());
        if (lin.length != graph.qubits().size()) {
            throw new IllegalArgumentException("lin must have one value for each qubit");
        }
        var place = new HashMap<Integer, Integer>();
        var active = new ArrayList<Integer>();
        for (int i = 0; i < lin.length; i++) {
            if (!Double.isNaN(lin[i])) {
                place.put(graph.qubits().get(i), active.size());
                active.add(graph.qubits().get(i));
            }
        }
        var fields = new double[active.size()];
        for (int i = 0; i < lin.length; i++) {
            if (!Double.isNaN(lin[i])) {
                fields[place.get(graph.qubits().get(i))] = lin[i];
            }
        }
        List<Bond> bonds = bonds(quad, place);
        boolean qubo = type.equals("qubo");
        double shift = qubo ? toSpins(fields, bonds) : 0;
        return write(active, new Annealing(fields, bonds).reads(reads, SEED), reads, shift);
    }

    private List<Bond> bonds(double[] quad, Map<Integer, Integer> place) {
        var bonds = new ArrayList<Bond>();
        int next = 0;
        for (List<Integer> coupler : graph.couplers()) {
            Integer one = place.get(coupler.get(0));
            Integer other = place.get(coupler.get(1));
            if (one != null && other != null) {
                if (next == quad.length) {
                    throw new IllegalArgumentException("quad has too few values");
                }
                bonds.add(new Bond(one, other, quad[next++]));
            }
        }
        if (next != quad.length) {
            throw new IllegalArgumentException("quad has too many values");
        }
        return bonds;
    }

    /** Turns biases over 0 and 1 into fields over −1 and +1 in place; returns the constant. */
    private static double toSpins(double[] fields, List<Bond> bonds) {
        double constant = 0;
        for (int i = 0; i < fields.length; i++) {
            fields[i] /= 2;
            constant += fields[i];
        }
        for (int i = 0; i < bonds.size(); i++) {
            Bond bond = bonds.get(i);
            double quarter = bond.strength() / 4;
            fields[bond.first()] += quarter;
            fields[bond.second()] += quarter;
            constant += quarter;
            bonds.set(i, new Bond(bond.first(), bond.second(), quarter));
        }
        return constant;
    }

    private ObjectNode write(List<Integer> active, List<Sample> samples, int reads, double shift) {
        int stride = (active.size() + 7) / 8;
        var bytes = new byte[stride * samples.size()];
        var energies = ByteBuffer.allocate(Double.BYTES * samples.size()).order(ByteOrder.LITTLE_ENDIAN);
        var occurrences = ByteBuffer.allocate(Integer.BYTES * samples.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int s = 0; s < samples.size(); s++) {
            energies.putDouble(samples.get(s).energy() + shift);
            occurrences.putInt(samples.get(s).occurrences());
            for (int k = 0; k < active.size(); k++) {
                if (samples.get(s).up()[k]) {
                    bytes[s * stride + k / 8] |= (byte) (0x80 >> k % 8);
                }
            }
        }
        var variables = ByteBuffer.allocate(Integer.BYTES * active.size()).order(ByteOrder.LITTLE_ENDIAN);
        active.forEach(variables::putInt);
        ObjectNode answer = Json.object()
                .put("format", "qp")
                .put(
                        "num_variables",
                        1 + graph.qubits().stream().mapToInt(q -> q).max().orElse(0))
                .put("active_variables", base64(variables.array()))
                .put("energies", base64(energies.array()))
                .put("num_occurrences", base64(occurrences.array()))
                .put("solutions", base64(bytes));
        answer.putObject("timing")
                .put("qpu_access_time", PROGRAMMING_MICROS + reads * ANNEAL_MICROS)
                .put("qpu_programming_time", PROGRAMMING_MICROS)
                .put("qpu_sampling_time", reads * ANNEAL_MICROS)
                .put("qpu_anneal_time_per_sample", 20.0);
        return answer;
    }

    private static double[] doubles(String base64) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
        var values = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(values);
        return values;
    }

    private static String base64(byte... bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
