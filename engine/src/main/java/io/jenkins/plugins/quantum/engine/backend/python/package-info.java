/**
 * Backends that compute in a Python process of their own: {@link io.jenkins.plugins.quantum.engine.backend.python.PythonBackend} keeps the
 * process and hands jobs to it, {@link io.jenkins.plugins.quantum.engine.backend.python.PythonProcess} exchanges lines with the program that a
 * {@link io.jenkins.plugins.quantum.engine.backend.python.PythonLibrary} names, and
 * {@link io.jenkins.plugins.quantum.engine.backend.python.PythonSetup} makes the environment that it runs in.
 */
package io.jenkins.plugins.quantum.engine.backend.python;
