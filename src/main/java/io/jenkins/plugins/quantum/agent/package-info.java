/**
 * The work unit: a run of the engine in a folder on the node where the build is, started, watched, fetched and cancelled by small
 * callables. Everything here but {@link io.jenkins.plugins.quantum.agent.WorkUnit} runs in the node's JVM.
 */
package io.jenkins.plugins.quantum.agent;
