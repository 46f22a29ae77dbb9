/**
 * IonQ's own cloud, version 0.4 of its interface: {@link io.jenkins.plugins.quantum.engine.backend.ionq.IonqBackend} sends the programs
 * that {@link io.jenkins.plugins.quantum.engine.backend.ionq.IonqProgram} writes and reads them back with
 * {@link io.jenkins.plugins.quantum.engine.backend.ionq.IonqResults}.
 */
package io.jenkins.plugins.quantum.engine.backend.ionq;
