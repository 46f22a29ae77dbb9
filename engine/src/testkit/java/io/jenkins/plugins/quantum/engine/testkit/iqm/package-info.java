/** A fake of IQM Server. */
package io.jenkins.plugins.quantum.engine.testkit.iqm;
