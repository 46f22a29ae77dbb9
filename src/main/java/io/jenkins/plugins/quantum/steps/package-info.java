/**
 * The Pipeline step {@code quantumTest} and the freestyle build step of the same name: two front ends of one request.
 */
package io.jenkins.plugins.quantum.steps;
