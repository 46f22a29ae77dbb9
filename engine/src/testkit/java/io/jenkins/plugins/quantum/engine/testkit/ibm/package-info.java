/** IBM Quantum Platform and IBM Cloud's identity service, as IBM's documentation and its own client know them. */
package io.jenkins.plugins.quantum.engine.testkit.ibm;
