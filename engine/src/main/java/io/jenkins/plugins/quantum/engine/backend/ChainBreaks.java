package io.jenkins.plugins.quantum.engine.backend;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often the chains of an annealer broke: a variable that has no qubit of its own is on a chain of qubits which are made to agree, and
 * a read in which they do not has to guess the variable.
 *
 * @param chains
 *     the variables of the problem that are on the device, also those on a single qubit, which cannot break; not negative
 * @param longest
 *     qubits of the longest chain
 * @param reads
 *     by how many chains are broken: how many reads
 */
public record ChainBreaks(int chains, int longest, Map<Integer, Long> reads) {
    public ChainBreaks {
        reads = Map.copyOf(reads);
        int most = chains;
        if (chains < 0 || reads.keySet().stream().anyMatch(broken -> broken < 0 || broken > most)) {
            throw new IllegalArgumentException("a read breaks none to all of the chains");
        }
    }

    /** Those of further reads of the same problem; the number of chains is that of its variables, whatever they are placed on. */
    public ChainBreaks plus(ChainBreaks other) {
        var sum = new HashMap<>(reads);
        other.reads.forEach((broken, count) -> sum.merge(broken, count, Long::sum));
        return new ChainBreaks(Math.max(chains, other.chains), Math.max(longest, other.longest), sum);
    }

    /** The share of the chains that are not broken, by read: each with the number of its reads. */
    public Map<Double, Long> whole() {
        var shares = new TreeMap<Double, Long>();
        reads.forEach(
                (broken, count) -> shares.merge(chains == 0 ? 1 : 1 - (double) broken / chains, count, Long::sum));
        return shares;
    }
}
