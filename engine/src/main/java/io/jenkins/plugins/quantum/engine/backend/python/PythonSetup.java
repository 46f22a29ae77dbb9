package io.jenkins.plugins.quantum.engine.backend.python;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.python.LastWords;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes the Python environment of a backend with pinned versions. It is made beside its place and moved there
 * when it is whole: a set-up that fails or is stopped leaves the former one untouched.
 */
public final class PythonSetup {
    private static final String CHECK =
            """
            import sys
            if sys.version_info < (3, 10):
                sys.exit("Python 3.10 or newer is needed; this is " + sys.version.split()[0])
            try:
                import ensurepip, venv
            except ImportError as problem:
                sys.exit(str(problem) + ": install the package python3-venv of your system")
            """;

    private final ProcessStarter starter;
    private final PythonEnvironment environment;
    private final String python;

    /**
     * Creates it.
     *
     * @param starter
     *     starts Python and pip
     * @param environment
     *     to be made
     * @param python
     *     the interpreter to make it with, for example {@code python3}
     */
    public PythonSetup(ProcessStarter starter, PythonEnvironment environment, String python) {
        this.starter = starter;
        this.environment = environment;
        this.python = python;
    }

    /**
     * Makes the environment unless it is there already.
     *
     * @param progress
     *     is told line by line what happens
     * @return its interpreter
     * @throws BackendException
     *     when it cannot be made, with the last line of the tool that failed
     */
    public Path run(Consumer<String> progress) throws BackendException, InterruptedException {
        if (environment.upToDate()) {
            progress.accept(environment.library().title() + " is set up in " + environment.folder());
            return environment.interpreter();
        }
        call("cannot use " + python, progress, List.of(python, "-c", CHECK));
        Path place = environment.folder().toAbsolutePath();
        Path building = null;
        try {
            Path base = Files.createDirectories(place.resolveSibling(""));
            building =
                    Files.createTempDirectory(base, "." + environment.library().type() + "-");
            build(new PythonEnvironment(environment.library(), building), progress);
            replace(building, place);
        } catch (IOException e) {
            throw new BackendException(
                    "cannot write the environment of " + environment.library().title() + " " + place + ": " + e,
                    false,
                    e);
        } finally {
            if (building != null) {
                delete(building);
            }
        }
        progress.accept(environment.library().title() + " is set up in " + place);
        return environment.interpreter();
    }

    private void build(PythonEnvironment made, Consumer<String> progress)
            throws IOException, BackendException, InterruptedException {
        progress.accept("making a Python environment with " + python);
        call(
                "python -m venv failed",
                progress,
                List.of(python, "-m", "venv", made.folder().toString()));
        // Written under another name: it becomes the mark of a whole environment only at the end.
        Path requirements = made.folder().resolve("requirements.part");
        Files.writeString(requirements, made.library().requirements());
        String pip = made.interpreter().toString();
        call(
                "pip could not install " + made.library().title(),
                progress,
                List.of(
                        pip,
                        "-m",
                        "pip",
                        "install",
                        "--disable-pip-version-check",
                        "--no-input",
                        "--progress-bar",
                        "off",
                        "--no-deps",
                        "-r",
                        requirements.toString()));
        call(
                "the installed " + made.library().title() + " does not load",
                progress,
                List.of(pip, "-c", "import " + made.library().module()));
        Files.move(requirements, made.folder().resolve(PythonLibrary.REQUIREMENTS));
    }

    private static void replace(Path made, Path place) throws IOException {
        Path former = made.resolveSibling(made.getFileName() + ".former");
        if (Files.exists(place)) {
            Files.move(place, former, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
        delete(former);
    }

    private void call(String failure, Consumer<String> progress, List<String> command)
            throws BackendException, InterruptedException {
        ProcessStarter.Child child;
        try {
            child = starter.start(command);
        } catch (IOException e) {
            throw new BackendException(
                    failure + ": " + e.getMessage() + "; name a Python 3.10 or newer with --python", false, e);
        }
        var words = new LastWords(child.errors());
        try (var lines = new BufferedReader(new InputStreamReader(child.output(), StandardCharsets.UTF_8))) {
            child.input().close();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                progress.accept(line);
                if (Thread.interrupted()) {
                    throw new InterruptedException("the set-up was stopped");
                }
            }
            int exit = child.await();
            words.awaitEnd();
            if (exit != 0) {
                throw new BackendException(failure + " (exit " + exit + "): " + words.line(), false);
            }
        } catch (IOException e) {
            throw new BackendException(failure + ": " + e.getMessage(), true, e);
        } finally {
            child.kill();
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // A left-over beside the environment does no harm; the environment itself is not touched here.
            System.getLogger(PythonSetup.class.getName())
                    .log(System.Logger.Level.WARNING, "could not delete " + folder + ": " + e);
        }
    }
}
