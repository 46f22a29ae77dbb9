/** Pasqal's cloud of neutral-atom machines: sequences of Pulser as they are, one closed batch with one job for each submission. */
package io.jenkins.plugins.quantum.engine.backend.pasqal;
