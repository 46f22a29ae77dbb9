/**
 * Runs of what is at services, on the controller: here are the credentials, and a run that waits for a provider's machine needs no node,
 * no executor and no thread. Knows the configuration and the engine, not the steps that start it.
 */
package io.jenkins.plugins.quantum.service;
