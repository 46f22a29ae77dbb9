/**
 * Doubles for tests of the engine, of backends and of the plugin.
 */
package io.jenkins.plugins.quantum.engine.testkit;
