/** A double of Superstaq. */
package io.jenkins.plugins.quantum.engine.testkit.superstaq;
