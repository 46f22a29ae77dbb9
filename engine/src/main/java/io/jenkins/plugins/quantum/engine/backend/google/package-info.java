/** Google's processors through the Quantum Engine; circuits are laid out and coded by Cirq. Imports nothing of suites, gates or runs. */
package io.jenkins.plugins.quantum.engine.backend.google;
