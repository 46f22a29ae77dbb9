package io.jenkins.plugins.quantum.engine.backend.dwave;

import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Coupling;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Vartype;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A binary quadratic model in the file format of D-Wave's dimod, version 2.0: a header of JSON padded to 64 bytes, the offset, for each variable the place
 * of its first neighbour and its bias, then for each variable its neighbours and the biases between them, each pair twice.
 */
final class BqmFile {
    private static final byte[] MAGIC = "DIMODBQM".getBytes(StandardCharsets.US_ASCII);
    private static final int ALIGNMENT = 64;
    private static final int ENTRY = Integer.BYTES + Double.BYTES;

    private BqmFile() {}

    /** The bytes of the file. */
    static byte[] write(BinaryQuadraticModel model) {
        List<Map<Integer, Double>> neighbours = new ArrayList<>();
        for (int variable = 0; variable < model.variables(); variable++) {
            neighbours.add(new TreeMap<>());
        }
        for (Coupling coupling : model.quadratic()) {
            neighbours.get(coupling.first()).merge(coupling.second(), coupling.bias(), Double::sum);
            neighbours.get(coupling.second()).merge(coupling.first(), coupling.bias(), Double::sum);
        }
        int entries = neighbours.stream().mapToInt(Map::size).sum();
        byte[] header = header(model, entries / 2);
        ByteBuffer file = ByteBuffer.allocate(header.length
                        + Double.BYTES
                        + Math.multiplyExact(ENTRY, Math.addExact(model.variables(), entries)))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(header)
                .putDouble(model.offset());
        int place = 0;
        for (int variable = 0; variable < model.variables(); variable++) {
            file.putInt(place).putDouble(model.linear().get(variable));
            place += neighbours.get(variable).size();
        }
        for (Map<Integer, Double> each : neighbours) {
            each.forEach((other, bias) -> file.putInt(other).putDouble(bias));
        }
        return file.array();
    }

    private static byte[] header(BinaryQuadraticModel model, int couplings) {
        String json = "{\"dtype\": \"float64\", \"itype\": \"int32\", \"ntype\": \"int32\", \"shape\": ["
                + model.variables()
                + ", " + couplings + "], \"type\": \"BinaryQuadraticModel\", \"variables\": false, \"vartype\": \""
                + (model.vartype() == Vartype.ISING ? "SPIN" : "BINARY") + "\"}\n";
        int start = MAGIC.length + 2 + Integer.BYTES;
        int whole = (start + json.length() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        return ByteBuffer.allocate(whole)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put((byte) 2)
                .put((byte) 0)
                .putInt(whole - start)
                .put((json + " ".repeat(whole - start - json.length())).getBytes(StandardCharsets.US_ASCII))
                .array();
    }
}
