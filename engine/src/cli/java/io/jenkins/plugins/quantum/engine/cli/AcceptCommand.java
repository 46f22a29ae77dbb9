package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.run.SuiteSource;
import io.jenkins.plugins.quantum.engine.run.WholeFile;
import io.jenkins.plugins.quantum.engine.suite.AcceptedFault;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code qmlops accept}. */
@Command(
        name = "accept",
        description =
                "Writes into the suite that a gate's failure is a known fault, with reason and last day: until then it"
                        + " does not make the build red.")
final class AcceptCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "TEST/GATE", description = "The gate that fails.")
    private String what;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why it is accepted.")
    private String reason;

    @Option(
            names = "--until",
            paramLabel = "YYYY-MM-DD",
            required = true,
            description = "The last day, UTC; at most " + AcceptedFault.MOST_DAYS + " days ahead.")
    private String until;

    @Option(names = "--min", paramLabel = "X", description = "A lower value of the gate's figure fails again.")
    private Double min;

    @Option(names = "--max", paramLabel = "X", description = "A higher value of the gate's figure fails again.")
    private Double max;

    @Option(names = "--backend", paramLabel = "NAME", description = "Only there.")
    private String backend;

    @Option(
            names = "--suite",
            paramLabel = "SUITE.yml",
            defaultValue = "quantum.yml",
            description = "The suite (default: ${DEFAULT-VALUE}).")
    private String suite;

    AcceptCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        int slash = what.indexOf('/');
        if (slash < 1 || slash == what.length() - 1) {
            throw new InputException(
                    SourcePosition.of(what),
                    "expected a test and a gate parted by a slash",
                    "write for example iris/accuracy");
        }
        LocalDate last = LocalDate.ofInstant(surroundings.clock().instant(), ZoneOffset.UTC)
                .plusDays(AcceptedFault.MOST_DAYS);
        if (day().isAfter(last)) {
            throw new InputException(
                    SourcePosition.of("--until"),
                    "expected a day at most " + AcceptedFault.MOST_DAYS + " days ahead, found " + until,
                    "write " + last + " or earlier, and look at the fault again then");
        }
        var source = SuiteSource.read(surroundings.folder(), suite);
        if (source.circuit()) {
            throw new InputException(
                    SourcePosition.of(suite), "expected a suite, found a circuit", "faults are accepted in a suite");
        }
        var entry = new AcceptEntry(
                what.substring(0, slash), what.substring(slash + 1), reason.strip(), until, min, max, backend);
        String text = entry.in(source.text(), suite);
        // whatever is wrong with the entry, the reader of suites knows it
        Workplace.workbench(surroundings).profiles(new SuiteSource(source.file(), source.named(), text));
        WholeFile.write(source.file(), text);
        surroundings
                .out()
                .println(what + " is accepted until " + until + "; the entry stands under 'accept' in " + suite
                        + ". The gate still says FAIL, and the build stays green for it.");
        return ExitCode.OK;
    }

    private LocalDate day() {
        try {
            return LocalDate.parse(until);
        } catch (DateTimeException e) {
            throw new InputException(
                    SourcePosition.of("--until"), "expected a day such as 2027-01-31, found '" + until + "'", "");
        }
    }
}
