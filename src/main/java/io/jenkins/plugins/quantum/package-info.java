/**
 * The Jenkins plugin: steps, configuration and pages around the engine. Holds no science; the engine imports none of it.
 */
package io.jenkins.plugins.quantum;
