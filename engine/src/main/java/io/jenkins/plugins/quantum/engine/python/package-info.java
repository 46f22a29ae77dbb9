/**
 * Python on the machine that runs a build: how a process is started, which interpreter is meant, and circuits exported from a
 * user's Python file. Imports only {@code diagnostic} and {@code circuit}.
 */
package io.jenkins.plugins.quantum.engine.python;
