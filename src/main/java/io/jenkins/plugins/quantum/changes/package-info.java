/**
 * Change requests: what their target branch says about how they are judged.
 */
package io.jenkins.plugins.quantum.changes;
