/**
 * Many jobs at once: a folder's spend and health, columns of views. Everything comes from the jobs' indexes; no build is loaded.
 */
package io.jenkins.plugins.quantum.overview;
