/** A fake of Google's Quantum Engine. */
package io.jenkins.plugins.quantum.engine.testkit.google;
