/** D-Wave's Solver API as a fake. */
package io.jenkins.plugins.quantum.engine.testkit.dwave;
