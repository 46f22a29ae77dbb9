/**
 * Configuration: the backends that an administrator offers to suites.
 */
package io.jenkins.plugins.quantum.config;
