/**
 * The interface that every backend implements and the plain values that pass through it; one sub-package a provider. Knows nothing of suites or gates.
 */
package io.jenkins.plugins.quantum.engine.backend;
