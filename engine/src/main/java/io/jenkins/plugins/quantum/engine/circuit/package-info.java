/**
 * Gate circuits: model, OpenQASM 2 and 3 reader and writer, binding of parameters, lowering to elementary gates, digest and metrics. Knows nothing of backends or statistics.
 */
package io.jenkins.plugins.quantum.engine.circuit;
