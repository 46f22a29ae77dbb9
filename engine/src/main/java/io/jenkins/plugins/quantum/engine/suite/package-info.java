/**
 * The suite file: model, strict parser, JSON Schema, and readers of the data files that it names. Knows nothing of how a suite is run.
 */
package io.jenkins.plugins.quantum.engine.suite;
