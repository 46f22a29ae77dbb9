package io.jenkins.plugins.quantum.engine.circuit;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * A program as written.
 *
 * @param version
 *     2 or 3
 * @param statements
 *     in order
 * @param reassigned
 *     names that are given a value after their declaration, with the offset of the first such place
 * @param physical
 *     numbers of the physical qubits that occur
 */
record Syntax(int version, List<Statement> statements, Map<String, Integer> reassigned, SortedSet<Integer> physical) {}
