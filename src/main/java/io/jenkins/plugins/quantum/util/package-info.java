/**
 * The one door to the running Jenkins, and its threads for timed work: everything else gets what it needs as an argument and can be
 * tested without it.
 */
package io.jenkins.plugins.quantum.util;
