/** A double of Quantum Art's service. */
package io.jenkins.plugins.quantum.engine.testkit.quantumart;
