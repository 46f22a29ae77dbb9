/**
 * Orphans: jobs at providers whose build is over, was deleted, or did not survive its controller. They are found by the journals that
 * builds leave, and cancelled.
 */
package io.jenkins.plugins.quantum.orphans;
