package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.noise.NoiseModels;
import io.jenkins.plugins.quantum.engine.suite.NoiseSpec;
import io.jenkins.plugins.quantum.engine.suite.Subject.FileRef;
import java.util.List;
import java.util.Locale;

/** Reads the noise that suites name; what the reader warns of joins the plan's warnings. */
final class NoiseFiles implements NoiseLoader {
    private final SuiteFiles files;
    private final List<Diagnostic> warnings;

    NoiseFiles(SuiteFiles files, List<Diagnostic> warnings) {
        this.files = files;
        this.warnings = warnings;
    }

    @Override
    public NoiseModel load(NoiseSpec spec) {
        if (spec.name().toLowerCase(Locale.ROOT).endsWith(".json")) {
            files.resolve(new FileRef(spec.name(), spec.at())); // refuses what leaves the suite's folder
        }
        var resolved = NoiseModels.resolve(spec.name(), spec.values(), files.folder(), spec.at());
        warnings.addAll(resolved.warnings());
        return resolved.model();
    }
}
