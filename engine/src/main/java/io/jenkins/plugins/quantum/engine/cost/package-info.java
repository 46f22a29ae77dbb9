/**
 * Money, price book and estimates. Knows nothing of suites or gates.
 */
package io.jenkins.plugins.quantum.engine.cost;
