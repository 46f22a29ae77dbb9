/** IonQ's cloud, version 0.4, as its documentation and its own clients know it. */
package io.jenkins.plugins.quantum.engine.testkit.ionq;
