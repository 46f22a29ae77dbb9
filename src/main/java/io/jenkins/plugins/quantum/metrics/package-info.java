/**
 * Metrics: what a monitoring system asks for. {@link io.jenkins.plugins.quantum.metrics.QuantumMeter} counts in any case; the classes
 * for the plugins metrics, prometheus and opentelemetry-api are only loaded where these are.
 */
package io.jenkins.plugins.quantum.metrics;
