package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.run.OutputException;
import io.jenkins.plugins.quantum.engine.run.RefusedException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code qmlops}. */
@Command(
        name = "qmlops",
        description = "Tests quantum-ML models under noise and within a budget; the same engine as the Jenkins step"
                + " quantumTest.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            EstimateCommand.class,
            ResumeCommand.class,
            MergeCommand.class,
            CancelCommand.class,
            ReportCommand.class,
            ExplainCommand.class,
            BaselineCommand.class,
            AcceptCommand.class,
            CompareCommand.class,
            BackendsCommand.class,
            CalibrationCommand.class,
            InspectCommand.class,
            ExportCommand.class,
            InitCommand.class,
            SchemaCommand.class,
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all gates passed",
            "1:a gate failed",
            "2:input, configuration or output is wrong; nothing was submitted",
            "3:no data",
            "4:refused before submission: budget or feasibility",
            "5:inconclusive",
            "130:cancelled"
        })
public final class Main implements Runnable {
    /** Set to anything: a fault of the program is shown with all its details. */
    private static final String DEBUG = "QMLOPS_DEBUG";

    private static final String REPORT = "Please report it with the command and the files.";

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    Main(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(execute(Surroundings.ofProcess(), args));
    }

    /** Runs a command. */
    static int execute(Surroundings surroundings, String... args) {
        CommandLine line = commandLine(surroundings);
        int code;
        try {
            code = line.execute(args);
        } catch (VirtualMachineError e) {
            code = exhausted(e, surroundings);
        }
        if (surroundings.out().checkError()) {
            surroundings.err().println("cannot write the output: the disk is full, or nobody reads it any more");
            code = ExitCode.BAD_INPUT;
        }
        surroundings.err().flush();
        return code;
    }

    /** All commands with their options. */
    static CommandLine commandLine(Surroundings surroundings) {
        var line = new CommandLine(new Main(surroundings), new CommandFactory(surroundings));
        line.addSubcommand("completion", completion());
        line.setOut(writer(surroundings.out()));
        line.setErr(writer(surroundings.err()));
        Arguments.prepare(line);
        line.setExecutionExceptionHandler((fault, command, parsed) -> answer(fault, surroundings));
        return line;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /** Picocli's own command under our name, which its help texts know nothing of. */
    private static CommandLine completion() {
        var command = new CommandLine(new GenerateCompletion());
        command.getCommandSpec().name("completion");
        command.getCommandSpec()
                .usageMessage()
                .description("Prints a completion script for bash and zsh: source <(qmlops completion)")
                .footer();
        return command;
    }

    private static int exhausted(VirtualMachineError fault, Surroundings surroundings) {
        surroundings
                .err()
                .println("qmlops ran out of memory (" + fault.getMessage()
                        + "). Give it more, for example QMLOPS_JAVA_OPTS=-Xmx4g, then: qmlops resume");
        return ExitCode.NO_DATA;
    }

    private static int answer(Exception fault, Surroundings surroundings) {
        if (fault instanceof InputException || fault instanceof OutputException) {
            surroundings.err().println(fault.getMessage());
            return ExitCode.BAD_INPUT;
        }
        if (fault instanceof RefusedException) {
            surroundings.err().println(fault.getMessage());
            return ExitCode.REFUSED;
        }
        if (fault instanceof InterruptedException || fault instanceof CancellationException) {
            surroundings.err().println("Cancelled. What was measured is kept: qmlops resume goes on from there.");
            return ExitCode.INTERRUPTED;
        }
        surroundings.err().println("qmlops met a fault of its own; this is no verdict on your model. " + REPORT);
        if (surroundings.variables().containsKey(DEBUG)) {
            fault.printStackTrace(surroundings.err());
        } else {
            surroundings.err().println("    For the details: " + DEBUG + "=1");
        }
        return ExitCode.NO_DATA;
    }

    @Override
    public void run() {
        spec.commandLine().usage(surroundings.out());
    }
}
