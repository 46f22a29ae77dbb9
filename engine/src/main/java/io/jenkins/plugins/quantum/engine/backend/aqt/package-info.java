/** AQT's trapped-ion machines through the ARNICA service. Imports nothing of suites, gates or runs. */
package io.jenkins.plugins.quantum.engine.backend.aqt;
