/** A fake of AQT's service ARNICA. */
package io.jenkins.plugins.quantum.engine.testkit.aqt;
