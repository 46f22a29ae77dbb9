/**
 * A job to look at while developing the plugin; nothing of it acts in a Jenkins that is in use.
 */
package io.jenkins.plugins.quantum.demo;
