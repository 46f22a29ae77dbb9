/** A fake of Azure Quantum with its storage and its issuer of tokens. */
package io.jenkins.plugins.quantum.engine.testkit.azure;
