/**
 * What a user is told about a file: positions, messages, the exception that carries them. Ground floor: imports nothing of the engine.
 */
package io.jenkins.plugins.quantum.engine.diagnostic;
