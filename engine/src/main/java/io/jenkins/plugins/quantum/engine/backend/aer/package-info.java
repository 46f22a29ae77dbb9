/**
 * Qiskit Aer in a Python process of its own: {@link io.jenkins.plugins.quantum.engine.backend.aer.AerBackend} encodes jobs,
 * {@link io.jenkins.plugins.quantum.engine.backend.aer.AerProcess} exchanges lines with the Python program in the resources,
 * {@link io.jenkins.plugins.quantum.engine.backend.aer.AerSetup} makes the environment that it runs in.
 */
package io.jenkins.plugins.quantum.engine.backend.aer;
