/**
 * The configured backends as the controller knows them: one shared poll, calibrations, what they were used for, and the page that shows
 * all that. Submits nothing and spends nothing.
 */
package io.jenkins.plugins.quantum.backends;
