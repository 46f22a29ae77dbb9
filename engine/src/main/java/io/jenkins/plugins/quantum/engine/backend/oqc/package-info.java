/** Superconducting machines of Oxford Quantum Circuits through the OQC Cloud. Imports nothing of suites, gates or runs. */
package io.jenkins.plugins.quantum.engine.backend.oqc;
