/**
 * The simulator that is always there: {@code org.redfx:strange} behind an adapter that feeds it single-qubit matrices and
 * CNOTs only. {@link io.jenkins.plugins.quantum.engine.backend.builtin.BuiltinBackend} is the way in.
 */
package io.jenkins.plugins.quantum.engine.backend.builtin;
