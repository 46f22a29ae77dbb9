/**
 * Results as checks of a code host, where the Checks API plugin is installed. Nothing else may use this package.
 */
package io.jenkins.plugins.quantum.checks;
