/** Qudora's trapped-ion machines and emulators through the QUDORA Cloud. Imports nothing of suites, gates or runs. */
package io.jenkins.plugins.quantum.engine.backend.qudora;
