/** Jobs that wait for a device: builds when it was recalibrated or came back, and hours in which builds may start. */
package io.jenkins.plugins.quantum.triggers;
