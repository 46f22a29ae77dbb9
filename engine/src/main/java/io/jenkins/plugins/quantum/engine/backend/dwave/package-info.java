/**
 * D-Wave's quantum annealers over the Solver API. {@link io.jenkins.plugins.quantum.engine.backend.dwave.WorkingGraph} is a device as it is
 * today, {@link io.jenkins.plugins.quantum.engine.backend.dwave.Embedding} places a problem's variables on its qubits,
 * {@link io.jenkins.plugins.quantum.engine.backend.dwave.QpProblem} and {@link io.jenkins.plugins.quantum.engine.backend.dwave.QpAnswer}
 * write and read the service's binary forms.
 */
package io.jenkins.plugins.quantum.engine.backend.dwave;
