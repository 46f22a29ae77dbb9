/** Quandela's cloud as a fake. */
package io.jenkins.plugins.quantum.engine.testkit.quandela;
