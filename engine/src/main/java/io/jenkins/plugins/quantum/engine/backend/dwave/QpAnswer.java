package io.jenkins.plugins.quantum.engine.backend.dwave;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.ChainBreaks;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Samples in the service's form {@code qp}: whole numbers of 32 bits and doubles, lowest byte first; the samples packed, each in whole
 * bytes, highest bit first.
 */
final class QpAnswer {
    private final int[] active;
    private final double[] energies;
    private final int[] occurrences;
    private final byte[] samples;
    private final int stride;

    /**
     * Reads it.
     *
     * @throws BackendException
     *     when its parts do not fit together
     */
    QpAnswer(JsonNode answer) throws BackendException {
        if (!"qp".equals(answer.path("format").asText("qp"))) {
            throw damaged("has another format than qp");
        }
        active = ints(bytes(answer, "active_variables"));
        energies = doubles(bytes(answer, "energies"));
        samples = bytes(answer, "solutions").array();
        stride = (active.length + 7) / 8;
        if (answer.path("num_occurrences").isTextual()) {
            occurrences = ints(bytes(answer, "num_occurrences"));
        } else {
            occurrences = new int[energies.length];
            java.util.Arrays.fill(occurrences, 1);
        }
        if (occurrences.length != energies.length || samples.length != (long) stride * energies.length) {
            throw damaged("has samples, energies and occurrences of different numbers");
        }
        for (int number : occurrences) {
            if (number < 0) {
                throw damaged("has a negative number of occurrences");
            }
        }
    }

    /** The qubits that took part. */
    Set<Integer> active() {
        var all = new HashSet<Integer>();
        for (int qubit : active) {
            all.add(qubit);
        }
        return all;
    }

    /** The lowest energy as the device reports it, without the offset; NaN when there are no samples. */
    double lowestEnergy() {
        return java.util.Arrays.stream(energies).min().orElse(Double.NaN);
    }

    /**
     * Counts of variables, and how often chains broke.
     *
     * @param counts
     *     the highest variable first; −1 is 0
     * @param chains
     *     in how many reads how many chains' qubits disagree
     */
    record Read(Counts counts, ChainBreaks chains) {
        /** Share of chains whose qubits disagree, over all reads. */
        double brokenChains() {
            double sum = 0;
            for (var share : chains.whole().entrySet()) {
                sum += (1 - share.getKey()) * share.getValue();
            }
            return counts.shots() == 0 ? 0 : sum / counts.shots();
        }
    }

    /**
     * The values of variables: what most qubits of a chain say; a chain that is split evenly says what its first qubit says. Variables
     * without a chain are 0.
     */
    Read read(Embedding embedding) throws BackendException {
        var place = new HashMap<Integer, Integer>();
        for (int k = 0; k < active.length; k++) {
            place.put(active[k], k);
        }
        int variables = embedding.chains().size();
        var counts = new TreeMap<String, Long>();
        var breaks = new HashMap<Integer, Long>();
        for (int sample = 0; sample < energies.length; sample++) {
            var outcome = new char[variables];
            int broken = 0;
            for (int variable = 0; variable < variables; variable++) {
                List<Integer> chain = embedding.chains().get(variable);
                int ones = ones(sample, chain, place);
                boolean split = ones > 0 && ones < chain.size();
                boolean one = 2 * ones == chain.size()
                        ? !chain.isEmpty() && bit(sample, place.get(chain.get(0)))
                        : 2 * ones > chain.size();
                outcome[variables - 1 - variable] = one ? '1' : '0';
                broken += split ? 1 : 0;
            }
            breaks.merge(broken, (long) occurrences[sample], Long::sum);
            counts.merge(new String(outcome), (long) occurrences[sample], Long::sum);
        }
        int used = (int)
                embedding.chains().stream().filter(chain -> !chain.isEmpty()).count();
        int longest = embedding.chains().stream().mapToInt(List::size).max().orElse(0);
        return new Read(new Counts(variables, counts), new ChainBreaks(used, longest, breaks));
    }

    private int ones(int sample, List<Integer> chain, Map<Integer, Integer> place) throws BackendException {
        int ones = 0;
        for (int qubit : chain) {
            Integer index = place.get(qubit);
            if (index == null) {
                throw damaged("lacks qubit " + qubit + " of the problem");
            }
            ones += bit(sample, index) ? 1 : 0;
        }
        return ones;
    }

    private boolean bit(int sample, int index) {
        return (samples[sample * stride + index / 8] >> 7 - index % 8 & 1) == 1;
    }

    private static ByteBuffer bytes(JsonNode answer, String field) throws BackendException {
        try {
            return ByteBuffer.wrap(Base64.getDecoder().decode(answer.path(field).asText()))
                    .order(ByteOrder.LITTLE_ENDIAN);
        } catch (IllegalArgumentException e) {
            throw new BackendException(
                    "D-Wave's answer has no base 64 in " + field, BackendException.Kind.TRANSIENT, e);
        }
    }

    private static int[] ints(ByteBuffer bytes) {
        var values = new int[bytes.remaining() / Integer.BYTES];
        bytes.asIntBuffer().get(values);
        return values;
    }

    private static double[] doubles(ByteBuffer bytes) {
        var values = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(values);
        return values;
    }

    private static BackendException damaged(String what) {
        return new BackendException("D-Wave's answer " + what, BackendException.Kind.REFUSED);
    }
}
