/** Infleqtion's neutral-atom machines and simulators through Superstaq. Imports nothing of suites, gates or runs. */
package io.jenkins.plugins.quantum.engine.backend.superstaq;
