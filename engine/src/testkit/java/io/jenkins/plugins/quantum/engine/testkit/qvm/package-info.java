/** A fake of Rigetti's Quantum Virtual Machine. */
package io.jenkins.plugins.quantum.engine.testkit.qvm;
