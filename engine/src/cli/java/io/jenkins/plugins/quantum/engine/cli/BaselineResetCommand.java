package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.diagnostic.Suggestion;
import io.jenkins.plugins.quantum.engine.report.BaselineFile;
import io.jenkins.plugins.quantum.engine.run.Baselines;
import io.jenkins.plugins.quantum.engine.run.RecordedPrograms;
import io.jenkins.plugins.quantum.engine.run.SuiteSource;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code qmlops baseline reset}. */
@Command(
        name = "reset",
        description = "Throws recorded figures away, with a reason that stays in the baseline; also what was learnt for"
                + " them, where a store is named.")
final class BaselineResetCommand implements Callable<Integer> {
    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;

    private final Surroundings surroundings;

    @Parameters(
            arity = "0..1",
            paramLabel = "TEST[/GATE]",
            description = "Of this test, or of this gate of it; everything when left out.")
    private String what;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, for those who review it.")
    private String reason;

    @Option(
            names = "--suite",
            paramLabel = "SUITE.yml",
            defaultValue = "quantum.yml",
            description = "The suite (default: ${DEFAULT-VALUE}).")
    private String suite;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "Folder that is kept between runs: what was learnt there goes too.")
    private Path store;

    BaselineResetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String why = reason.strip();
        if (why.length() < SHORTEST_REASON
                || why.length() > LONGEST_REASON
                || why.chars().anyMatch(c -> c < ' ')) {
            throw new InputException(
                    SourcePosition.of("--reason"),
                    "expected a reason of " + SHORTEST_REASON + " to " + LONGEST_REASON + " characters in one line",
                    "say why the figures hold no longer");
        }
        var source = SuiteSource.read(surroundings.folder(), suite);
        Baselines recorded = Baselines.read(source.folder());
        RecordedPrograms programs = RecordedPrograms.read(source.folder());
        int slash = what == null ? -1 : what.indexOf('/');
        String test = slash < 0 ? what : what.substring(0, slash);
        String gate = slash < 0 ? null : what.substring(slash + 1);
        String day = LocalDate.ofInstant(surroundings.clock().instant(), ZoneOffset.UTC)
                .toString();
        Baselines left = recorded.reset(test, gate, why, day);
        int gone = recorded.entries().size() - left.entries().size();
        RecordedPrograms others = gate == null ? programs.without(test) : programs;
        int programsGone = programs.programs().size() - others.programs().size();
        if (gone == 0 && programsGone == 0 && store == null) {
            throw nothing(recorded);
        }
        if (gone > 0 || programsGone > 0) {
            BaselineFile.write(source.folder(), left);
            BaselineFile.write(source.folder(), others);
            surroundings
                    .out()
                    .println(gone + (gone == 1 ? " figure" : " figures") + " and " + programsGone
                            + (programsGone == 1 ? " program" : " programs") + " thrown away; commit "
                            + Baselines.FILE + " and " + RecordedPrograms.FILE
                            + ". Gates with 'baseline' need 'qmlops baseline' again, or a profile that learns.");
        }
        if (store != null) {
            Workplace.workbench(surroundings)
                    .forget(source, surroundings.folder().resolve(store), what == null ? "" : what, why);
            surroundings.out().println("What was learnt is learnt anew from the next run on.");
        }
        return ExitCode.OK;
    }

    private InputException nothing(Baselines recorded) {
        var known = new TreeSet<String>();
        recorded.entries().forEach(entry -> {
            known.add(entry.test());
            known.add(entry.test() + "/" + entry.gate());
        });
        return new InputException(
                SourcePosition.of(what == null ? Baselines.FILE : what),
                what == null ? "nothing is recorded" : "expected a test or gate of the baseline, found '" + what + "'",
                what == null
                        ? ""
                        : Suggestion.nearest(what, List.copyOf(known))
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("recorded are " + String.join(", ", known)));
    }
}
