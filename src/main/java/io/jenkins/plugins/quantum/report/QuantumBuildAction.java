package io.jenkins.plugins.quantum.report;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.DirectoryBrowserSupport;
import hudson.model.Run;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.RunAction2;
import jenkins.util.VirtualFile;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One result in a build: a few numbers in the build's record, the rest in files that are read when somebody looks. */
@ExportedBean
public class QuantumBuildAction implements RunAction2 {
    private final String id;
    private final String suite;
    private final String profile;
    private final int exitCode;
    private final int passed;
    private final int failed;
    private final int undecided;
    private final String cost;
    private final List<String> reasons;

    private transient Run<?, ?> run;
    private transient SoftReference<RunResult> loaded;

    /**
     * Creates it.
     *
     * @param run
     *     the build
     * @param id
     *     unique in the build, safe in a URL
     * @param result
     *     whose files are in the build's folder already
     */
    public QuantumBuildAction(@NonNull Run<?, ?> run, @NonNull String id, @NonNull RunResult result) {
        this.run = run;
        this.id = id;
        this.suite = result.suite();
        this.profile = result.profile();
        this.exitCode = result.exitCode();
        this.passed = count(result, Verdict.PASS);
        this.failed = count(result, Verdict.FAIL);
        this.undecided = count(result, Verdict.INCONCLUSIVE) + count(result, Verdict.NO_DATA);
        this.cost = result.cost().actual();
        this.reasons = new ArrayList<>(reasons(result));
    }

    private static int count(RunResult result, Verdict verdict) {
        return (int) result.tests().stream()
                .flatMap(test -> test.gates().stream())
                .filter(gate -> gate.verdict() == verdict)
                .count();
    }

    /** Why the result is not green: one line for each of the first gates. */
    private static List<String> reasons(RunResult result) {
        return result.tests().stream()
                .flatMap(test -> test.gates().stream()
                        .filter(gate -> gate.verdict() != Verdict.PASS && gate.verdict() != Verdict.SKIPPED)
                        .map(gate -> gate.verdict() + "  " + test.name() + " / " + gate.gate() + ": "
                                + gate.finding().headline()))
                .limit(3)
                .toList();
    }

    @Override
    public void onAttached(Run<?, ?> attached) {
        run = attached;
    }

    @Override
    public void onLoad(Run<?, ?> owner) {
        run = owner;
    }

    /** The build. */
    public Run<?, ?> getRun() {
        return run;
    }

    /** Its name in the build. */
    @Exported
    public String getId() {
        return id;
    }

    /** The suite file. */
    @Exported
    public String getSuite() {
        return suite;
    }

    /** The profile. */
    @Exported
    public String getProfile() {
        return profile;
    }

    /** As the command line would answer. */
    @Exported
    public int getExitCode() {
        return exitCode;
    }

    /** How many gates passed. */
    @Exported
    public int getPassed() {
        return passed;
    }

    /** How many gates failed. */
    @Exported
    public int getFailed() {
        return failed;
    }

    /** How many gates are inconclusive or without data. */
    @Exported
    public int getUndecided() {
        return undecided;
    }

    /** Money spent. */
    @Exported
    public String getCost() {
        return cost;
    }

    /** Why it is not green. */
    public List<String> getReasons() {
        return List.copyOf(reasons);
    }

    @Override
    public String getIconFileName() {
        return "symbol-analytics-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.Build_DisplayName(id);
    }

    @Override
    public String getUrlName() {
        return "quantum-" + id;
    }

    /** The whole result, read from its file when it is not in memory. */
    @SuppressWarnings("unused") // called by Jelly
    public synchronized ResultPage getPage() {
        RunResult result = loaded == null ? null : loaded.get();
        if (result == null) {
            result = ResultFiles.of(run, id).read();
            loaded = new SoftReference<>(result);
        }
        return new ResultPage(result);
    }

    /** Serves the files under Jenkins' policy for content that users made. */
    @SuppressWarnings("unused") // called by Stapler
    public DirectoryBrowserSupport doFiles(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        run.checkPermission(hudson.model.Item.READ);
        return new DirectoryBrowserSupport(
                this,
                VirtualFile.forFile(ResultFiles.of(run, id).folder().toFile()),
                getDisplayName(),
                getIconFileName(),
                false);
    }
}
