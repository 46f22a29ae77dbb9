/**
 * What a user may do besides what Jenkins itself knows: set limits, release money, move a baseline, see costs.
 */
package io.jenkins.plugins.quantum.permission;
