/**
 * What a part of Jenkins may do: backends, credentials, money and places of data, from the whole Jenkins down to the folder of a job.
 * The strictest of all levels wins.
 */
package io.jenkins.plugins.quantum.tenants;
