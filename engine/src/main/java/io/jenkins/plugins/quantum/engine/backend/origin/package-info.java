/** Origin Quantum's superconducting machines. Imports nothing of suites, gates or runs. */
package io.jenkins.plugins.quantum.engine.backend.origin;
