/**
 * IBM Quantum Platform: circuits are compiled for the device, sent as OpenQASM 3 to the sampler primitive (version 2), several in one job, and
 * read back shot by shot. Start at {@link io.jenkins.plugins.quantum.engine.backend.ibm.IbmBackend}.
 */
package io.jenkins.plugins.quantum.engine.backend.ibm;
