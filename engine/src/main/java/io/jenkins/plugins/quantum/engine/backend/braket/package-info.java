/**
 * Amazon Braket: machines of IonQ, IQM, Rigetti, AQT and QuEra, and the simulators SV1 and DM1. Begin with {@code BraketBackend}; the wire
 * formats are in {@code BraketProgram} (what is sent) and {@code TaskResults} (what comes back).
 */
package io.jenkins.plugins.quantum.engine.backend.braket;
