/**
 * Intervals, tests, distances, sequential tests (e-processes), seeds. Pure functions over numbers; knows nothing of circuits.
 * Begin with {@link io.jenkins.plugins.quantum.engine.stats.SequentialTest}; {@code docs/statistics.md} says the same in words. Nonsense is
 * refused with an {@link java.lang.IllegalArgumentException} whose message quotes it.
 */
package io.jenkins.plugins.quantum.engine.stats;
