/**
 * Machines of several vendors through Microsoft's Azure Quantum: one way of submitting, one format of programs and results for each
 * vendor. Imports nothing of suites, gates or runs.
 */
package io.jenkins.plugins.quantum.engine.backend.azure;
