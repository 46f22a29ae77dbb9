/** Scaleway's quantum service as a fake. */
package io.jenkins.plugins.quantum.engine.testkit.scaleway;
