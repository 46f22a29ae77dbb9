/**
 * Intervals, tests, distances, sequential tests (e-processes), seeds. Pure functions over numbers; knows nothing of circuits.
 */
package io.jenkins.plugins.quantum.engine.stats;
