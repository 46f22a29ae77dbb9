/** A double of the QUDORA Cloud. */
package io.jenkins.plugins.quantum.engine.testkit.qudora;
