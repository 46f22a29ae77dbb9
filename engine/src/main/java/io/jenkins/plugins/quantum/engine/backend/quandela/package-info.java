/** Quandela's cloud of photonic machines: payloads of Perceval as they are, counts of photons in modes read into bits. */
package io.jenkins.plugins.quantum.engine.backend.quandela;
