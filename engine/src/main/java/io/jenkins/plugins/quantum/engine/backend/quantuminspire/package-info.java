/** QuTech's Quantum Inspire: superconducting and spin qubits and an emulator. Imports nothing of suites, gates or runs. */
package io.jenkins.plugins.quantum.engine.backend.quantuminspire;
