/** D-Wave's open-source samplers (simulated annealing, tabu search, steepest descent) for Ising and QUBO problems. */
package io.jenkins.plugins.quantum.engine.backend.samplers;
