/** Qiskit Aer: {@link io.jenkins.plugins.quantum.engine.backend.aer.JobEncoding} writes jobs for the Python program in the resources. */
package io.jenkins.plugins.quantum.engine.backend.aer;
