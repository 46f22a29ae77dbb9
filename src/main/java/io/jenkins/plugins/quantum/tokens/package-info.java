/**
 * Results in texts that users write for mails and messages, where the Token Macro plugin is installed. Nothing else may use this package.
 */
package io.jenkins.plugins.quantum.tokens;
