/** A double of Quantum Inspire. */
package io.jenkins.plugins.quantum.engine.testkit.quantuminspire;
