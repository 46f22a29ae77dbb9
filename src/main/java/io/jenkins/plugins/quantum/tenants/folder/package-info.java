/**
 * Limits of folders. Everything here needs the plugin cloudbees-folder and is left out where there is none.
 */
package io.jenkins.plugins.quantum.tenants.folder;
