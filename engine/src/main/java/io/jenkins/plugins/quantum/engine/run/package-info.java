/**
 * Planner, rounds, journal, resume: from a suite to a result. Knows neither Jenkins nor the command line.
 */
package io.jenkins.plugins.quantum.engine.run;
