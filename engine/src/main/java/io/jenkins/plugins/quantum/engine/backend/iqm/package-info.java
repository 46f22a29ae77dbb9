/** IQM's superconducting machines through IQM Server and IQM Resonance. Imports nothing of suites, gates or runs. */
package io.jenkins.plugins.quantum.engine.backend.iqm;
