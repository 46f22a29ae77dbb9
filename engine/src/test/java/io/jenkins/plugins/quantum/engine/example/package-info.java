/** The worked adapter of docs/writing-a-backend.md, with the service that it talks to and the proof that it keeps the contract. */
package io.jenkins.plugins.quantum.engine.example;
