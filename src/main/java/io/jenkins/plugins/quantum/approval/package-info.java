/**
 * Who may spend: runs within all budgets do at once; runs over one, and runs of change requests from strangers, wait until somebody
 * with the permission releases them.
 */
package io.jenkins.plugins.quantum.approval;
