/**
 * The live view: where the runs of a build stand while they run. Held in memory only; knows neither how runs are driven nor what becomes
 * of their results.
 */
package io.jenkins.plugins.quantum.live;
