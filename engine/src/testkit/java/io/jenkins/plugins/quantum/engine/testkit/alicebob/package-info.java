/** A double of Alice and Bob's service. */
package io.jenkins.plugins.quantum.engine.testkit.alicebob;
