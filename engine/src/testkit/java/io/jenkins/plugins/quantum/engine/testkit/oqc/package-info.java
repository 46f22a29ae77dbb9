/** A double of the OQC Cloud. */
package io.jenkins.plugins.quantum.engine.testkit.oqc;
