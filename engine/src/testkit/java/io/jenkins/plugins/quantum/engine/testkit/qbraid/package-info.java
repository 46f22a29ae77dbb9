/** qBraid's service as a fake. */
package io.jenkins.plugins.quantum.engine.testkit.qbraid;
