/**
 * Brings jobs to their end on services that fail: when to submit, ask, fetch, cancel, and when a repetition is safe. A state
 * machine for each account ({@link io.jenkins.plugins.quantum.engine.run.dispatch.Account}) says what is due; a
 * {@link io.jenkins.plugins.quantum.engine.run.dispatch.Drive} makes the calls, with a few threads or, in simulated time, with
 * none. Begin reading at {@link io.jenkins.plugins.quantum.engine.run.dispatch.Dispatcher}. Knows backends; knows nothing of
 * plans, journals' files or gates.
 */
package io.jenkins.plugins.quantum.engine.run.dispatch;
