/** Alice and Bob's cat qubits and emulators of them. Imports nothing of suites, gates or runs. */
package io.jenkins.plugins.quantum.engine.backend.alicebob;
