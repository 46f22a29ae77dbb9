/**
 * Compilation for devices whose services run circuits as they are: {@link io.jenkins.plugins.quantum.engine.backend.compile.DeviceCompiler}
 * lets circuits pass that a {@link io.jenkins.plugins.quantum.engine.backend.compile.DeviceTarget} takes, and has others routed by a
 * {@link io.jenkins.plugins.quantum.engine.backend.compile.Transpiler}, which is Qiskit's in a Python process.
 */
package io.jenkins.plugins.quantum.engine.backend.compile;
