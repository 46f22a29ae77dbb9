/**
 * Scaleway's quantum service: simulators and machines that are rented by the session. {@link
 * io.jenkins.plugins.quantum.engine.backend.scaleway.Sessions} sees to it that none runs on.
 */
package io.jenkins.plugins.quantum.engine.backend.scaleway;
