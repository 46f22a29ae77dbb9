package io.jenkins.plugins.quantum.engine.backend;

/**
 * All that is needed to find a job again, in this process or the next.
 *
 * @param backend
 *     the backend's name
 * @param id
 *     the provider's id
 */
public record JobRef(String backend, String id) {}
