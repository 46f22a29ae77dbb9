/**
 * Gates: what each needs to be measured, and the verdict that the evidence allows. Pure: no input or output.
 */
package io.jenkins.plugins.quantum.engine.gate;
