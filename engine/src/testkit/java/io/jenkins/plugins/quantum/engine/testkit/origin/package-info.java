/** A double of Origin Quantum's service. */
package io.jenkins.plugins.quantum.engine.testkit.origin;
