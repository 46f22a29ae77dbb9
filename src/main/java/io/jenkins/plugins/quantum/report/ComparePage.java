package io.jenkins.plugins.quantum.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.ModelObject;
import hudson.model.Run;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.report.ComparisonPage;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A result beside one of another build of the same job, chosen by its number. Loads that one build. */
public final class ComparePage implements ModelObject {
    private static final Logger LOGGER = Logger.getLogger(ComparePage.class.getName());

    private final QuantumBuildAction owner;
    private final String asked;
    private final Run<?, ?> other;
    private final ComparisonPage comparison;
    private final String problem;

    private ComparePage(
            QuantumBuildAction owner, String asked, Run<?, ?> other, ComparisonPage comparison, String problem) {
        this.owner = owner;
        this.asked = asked;
        this.other = other;
        this.comparison = comparison;
        this.problem = problem;
    }

    /**
     * The page.
     *
     * @param asked
     *     number of the other build, as the user wrote it; empty shows the form alone
     */
    static ComparePage of(QuantumBuildAction owner, String asked) {
        if (asked.isBlank()) {
            return new ComparePage(owner, "", null, null, "");
        }
        Run<?, ?> other = build(owner.getRun(), asked.strip());
        if (other == null) {
            return new ComparePage(owner, asked, null, null, Messages.Compare_NoBuild(shortened(asked)));
        }
        Optional<QuantumBuildAction> action = sameOrFirst(other, owner.getId());
        if (action.isEmpty()) {
            return new ComparePage(owner, asked, other, null, Messages.Compare_NoResult(other.getDisplayName()));
        }
        try {
            RunResult before = ResultFiles.of(other, action.get().getId()).read();
            RunResult after = ResultFiles.of(owner.getRun(), owner.getId()).read();
            return new ComparePage(owner, asked, other, ComparisonPage.of(before, after), "");
        } catch (InputException e) {
            LOGGER.log(Level.WARNING, e, () -> "results of " + other + " and " + owner.getRun() + " cannot be read");
            return new ComparePage(owner, asked, other, null, Messages.Compare_Unreadable(other.getDisplayName()));
        }
    }

    private static String shortened(String asked) {
        return asked.substring(0, Math.min(asked.length(), 40));
    }

    @CheckForNull
    private static Run<?, ?> build(Run<?, ?> run, String asked) {
        return asked.matches("\\d{1,9}") ? run.getParent().getBuildByNumber(Integer.parseInt(asked)) : null;
    }

    private static Optional<QuantumBuildAction> sameOrFirst(Run<?, ?> run, String id) {
        List<QuantumBuildAction> actions = run.getActions(QuantumBuildAction.class);
        return actions.stream()
                .filter(action -> action.getId().equals(id))
                .findFirst()
                .or(() -> actions.stream().findFirst());
    }

    /** The result that it belongs to. */
    public QuantumBuildAction getOwner() {
        return owner;
    }

    /** The other build; null before one was chosen, and where there is none. */
    @CheckForNull
    public Run<?, ?> getOther() {
        return other;
    }

    /** What the user asked for. */
    public String getAsked() {
        return asked;
    }

    /** Why there is no comparison; empty where there is one or none was asked for. */
    public String getProblem() {
        return problem;
    }

    /** The comparison; null where there is none. */
    @CheckForNull
    public ComparisonPage getComparison() {
        return comparison;
    }

    @Override
    public String getDisplayName() {
        return Messages.Compare_DisplayName();
    }
}
