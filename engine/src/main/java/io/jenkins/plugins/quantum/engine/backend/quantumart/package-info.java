/** Quantum Art's trapped-ion machines through its service. Imports nothing of suites, gates or runs. */
package io.jenkins.plugins.quantum.engine.backend.quantumart;
