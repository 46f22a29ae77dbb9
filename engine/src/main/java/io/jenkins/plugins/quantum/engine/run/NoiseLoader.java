package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.suite.NoiseSpec;

/** From the noise that a test asks for to a noise model. */
@FunctionalInterface
interface NoiseLoader {
    NoiseModel load(NoiseSpec spec);
}
