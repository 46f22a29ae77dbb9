package io.jenkins.plugins.quantum.engine.testkit.dwave;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Coupling;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Vartype;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A hybrid solver that tries every state of small models, which it reads in dimod's file format. */
final class HybridMachine {
    private static final int MOST_VARIABLES = 20;
    private static final String MAGIC = "DIMODBQM";

    private HybridMachine() {}

    /** Reads a model. */
    static BinaryQuadraticModel read(byte... file) {
        ByteBuffer data = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < 14 || !MAGIC.equals(text(data, MAGIC.length())) || data.getShort() != 2) {
            throw new IllegalArgumentException("no model in dimod's file format, version 2.0");
        }
        String header = text(data, data.getInt());
        if (data.position() % 64 != 0 || !header.contains("\"variables\": false")) {
            throw new IllegalArgumentException("a header that is not padded, or labels");
        }
        Vartype kind = header.contains("\"vartype\": \"SPIN\"") ? Vartype.ISING : Vartype.QUBO;
        String[] shape = header.replaceAll("(?s).*\"shape\": \\[(\\d+), (\\d+)].*", "$1 $2")
                .split(" ");
        int variables = Integer.parseInt(shape[0]);
        double offset = data.getDouble();
        int[] starts = new int[variables + 1];
        List<Double> linear = new ArrayList<>();
        for (int i = 0; i < variables; i++) {
            starts[i] = data.getInt();
            linear.add(data.getDouble());
        }
        starts[variables] = 2 * Integer.parseInt(shape[1]);
        List<Coupling> couplings = new ArrayList<>();
        for (int i = 0; i < variables; i++) {
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                int other = data.getInt();
                double bias = data.getDouble();
                if (i < other) {
                    couplings.add(new Coupling(i, other, bias));
                }
            }
        }
        if (data.hasRemaining() || couplings.size() * 2 != starts[variables]) {
            throw new IllegalArgumentException("a file of another length than its header says");
        }
        return new BinaryQuadraticModel(kind, linear, couplings, offset);
    }

    private static String text(ByteBuffer data, int length) {
        var bytes = new byte[length];
        data.get(bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** The best sample, as the service answers it: packed into words of 32 bits, the lowest bit first. */
    static ObjectNode answer(BinaryQuadraticModel model, double seconds) {
        int variables = model.variables();
        if (variables > MOST_VARIABLES) {
            throw new IllegalArgumentException("too many variables for this fake");
        }
        long best = 0;
        for (long state = 1; state < 1L << variables; state++) {
            if (model.energy(outcome(state, variables)) < model.energy(outcome(best, variables))) {
                best = state;
            }
        }
        ObjectNode set = Json.object().put("type", "SampleSet").put("num_variables", variables);
        set.putObject("version").put("sampleset_schema", "3.2.0");
        set.put("num_rows", 1);
        ObjectNode samples = array(set.putObject("sample_data"), "uint32", 1, 1);
        samples.putArray("data").addArray().add(best);
        set.put("sample_type", "int8").put("sample_packed", true);
        ObjectNode vectors = set.putObject("vectors");
        array(vectors.putObject("energy"), "float64", 1).putArray("data").add(model.energy(outcome(best, variables)));
        array(vectors.putObject("num_occurrences"), "int64", 1).putArray("data").add(1);
        ArrayNode labels = set.putArray("variable_labels");
        for (int i = 0; i < variables; i++) {
            labels.add(i);
        }
        set.put("variable_type", model.vartype() == Vartype.ISING ? "SPIN" : "BINARY");
        set.putObject("info")
                .put("run_time", Math.round(1e6 * seconds) - 1234)
                .put("charge_time", Math.round(1e6 * seconds))
                .put("qpu_access_time", 85_000);
        ObjectNode answer = Json.object().put("format", "bq");
        answer.set("data", set);
        return answer;
    }

    private static ObjectNode array(ObjectNode array, String type, int... shape) {
        array.put("type", "array").put("data_type", type).put("use_bytes", false);
        ArrayNode sizes = array.putArray("shape");
        for (int size : shape) {
            sizes.add(size);
        }
        return array;
    }

    private static String outcome(long state, int variables) {
        String digits = Long.toBinaryString(state);
        return "0".repeat(variables - digits.length()) + digits;
    }
}
