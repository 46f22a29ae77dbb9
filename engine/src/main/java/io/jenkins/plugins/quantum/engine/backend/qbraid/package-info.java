/** qBraid, which passes circuits on to machines of many makers and is paid in credits. */
package io.jenkins.plugins.quantum.engine.backend.qbraid;
