package io.jenkins.plugins.quantum.engine.testkit.dwave;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The working graph of a fake annealer.
 *
 * @param id
 *     of this state of it
 * @param qubits
 *     their numbers, in the order of the binary forms
 * @param couplers
 *     pairs of qubits, in the order of the binary forms
 */
public record AnnealerGraph(String id, List<Integer> qubits, List<List<Integer>> couplers) {
    public AnnealerGraph {
        qubits = List.copyOf(qubits);
        couplers = List.copyOf(couplers);
    }

    /** A Chimera graph of {@code size × size} cells with 4 + 4 qubits, one qubit of which is broken. */
    public static AnnealerGraph chimera(int size) {
        int broken = 5;
        var qubits = new ArrayList<Integer>();
        var couplers = new ArrayList<List<Integer>>();
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                int cell = 8 * (row * size + column);
                for (int k = 0; k < 4; k++) {
                    qubits.add(cell + k);
                    for (int l = 4; l < 8; l++) {
                        couplers.add(List.of(cell + k, cell + l));
                    }
                    if (row + 1 < size) {
                        couplers.add(List.of(cell + k, cell + k + 8 * size));
                    }
                    if (column + 1 < size) {
                        couplers.add(List.of(cell + 4 + k, cell + 4 + k + 8));
                    }
                }
                for (int l = 4; l < 8; l++) {
                    qubits.add(cell + l);
                }
            }
        }
        qubits.remove(Integer.valueOf(broken));
        couplers.removeIf(pair -> pair.contains(broken));
        return new AnnealerGraph("01a2b3c4", qubits, couplers);
    }

    /**
     * A Zephyr graph of {@code size} and 4 tracks, as newer annealers have: qubits {@code (u, w, k, j, z)} of two directions, coupled where
     * they cross, to the next in line and to the neighbour that is shifted by half (Boothby, King, Raymond: "Zephyr topology of D-Wave
     * quantum processors", 2021).
     */
    public static AnnealerGraph zephyr(int size) {
        var qubits = new ArrayList<Integer>();
        var couplers = new LinkedHashSet<List<Integer>>();
        for (int w = 0; w <= 2 * size; w++) {
            for (int k = 0; k < 4; k++) {
                for (int place = 0; place < 2 * size; place++) {
                    int j = place / size;
                    int z = place % size;
                    for (int u = 0; u < 2; u++) {
                        int qubit = zephyr(size, u, w, k, j, z);
                        qubits.add(qubit);
                        if (z + 1 < size) {
                            couplers.add(List.of(qubit, qubit + 1));
                        }
                        if (j == 0) {
                            couplers.add(List.of(qubit, zephyr(size, u, w, k, 1, z)));
                        } else if (z + 1 < size) {
                            couplers.add(List.of(qubit, zephyr(size, u, w, k, 0, z + 1)));
                        }
                    }
                    crossings(size, w, k, j, z, couplers);
                }
            }
        }
        qubits.sort(null);
        return new AnnealerGraph("01a2b3c4", qubits, List.copyOf(couplers));
    }

    private static void crossings(int size, int w, int k, int j, int z, Set<List<Integer>> couplers) {
        for (int w2 = 2 * z + j; w2 <= 2 * z + j + 1; w2++) {
            for (int k2 = 0; k2 < 4; k2++) {
                for (int place = 0; place < 2 * size; place++) {
                    int j2 = place / size;
                    int z2 = place % size;
                    if (w == 2 * z2 + j2 || w == 2 * z2 + j2 + 1) {
                        couplers.add(List.of(zephyr(size, 0, w, k, j, z), zephyr(size, 1, w2, k2, j2, z2)));
                    }
                }
            }
        }
    }

    private static int zephyr(int size, int u, int w, int k, int j, int z) {
        return (((u * (2 * size + 1) + w) * 4 + k) * 2 + j) * size + z;
    }
}
