/**
 * The one door to the running Jenkins: everything else gets what it needs as an argument and can be tested without it.
 */
package io.jenkins.plugins.quantum.util;
