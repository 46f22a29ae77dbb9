/** What earlier versions left. */
package io.jenkins.plugins.quantum.upgrade;
