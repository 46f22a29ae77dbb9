/** Rigetti's Quantum Virtual Machine, a server on this machine or in one's own network. Nothing here knows suites or gates. */
package io.jenkins.plugins.quantum.engine.backend.qvm;
