package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A run that began where its files are, with tests at services among the others, as earlier versions ran all. What is at services goes
 * on elsewhere, with the journal and the evidence that it has: nothing is submitted or measured again there.
 */
public final class UndividedRun {
    private UndividedRun() {}

    /**
     * Prepares what such a run has at services, to be opened elsewhere by {@link Workbench#open}. Afterwards its folder is that of no
     * run; tests on simulators begin anew, for nothing. Harmless when it was cut off before.
     *
     * @param folder
     *     of a run that has begun
     * @param target
     *     gets what was prepared, whole or not at all; beside or below the folder
     * @return whether it was such a run
     * @throws InputException
     *     when the suite is wrong or has changed since
     */
    public static boolean divide(
            Workbench workbench, Path folder, Path target, RunListener listener, BooleanSupplier cancelled)
            throws InterruptedException {
        Journal.Started started = Starts.last(folder);
        RunShare share = RunShare.parse(started.share());
        if (share.side() != RunShare.Side.ALL) {
            return false;
        }
        try {
            if (!Files.isRegularFile(target.resolve(PreparedRun.FILE))) {
                SuiteSource source = Workbench.sourceOf(folder, started);
                RunOptions options = Starts.options(started, 0);
                RunShare remote = share.on(RunShare.Side.REMOTE);
                Path draft = target.resolveSibling(target.getFileName() + ".part");
                delete(draft);
                if (!workbench.goesToServices(source, options)
                        || workbench
                                .prepare(source, options.with(remote), draft, listener, cancelled)
                                .tests()
                                .isEmpty()) {
                    delete(draft);
                    return false;
                }
                copy(folder, draft);
                try (Journal journal = Journal.open(draft.resolve(RunFolder.JOURNAL))) {
                    journal.add(started.sharing(remote));
                }
                delete(target);
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.deleteIfExists(folder.resolve(RunFolder.JOURNAL));
            return true;
        } catch (IOException e) {
            throw new OutputException(target, e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from.resolve(RunFolder.JOURNAL), to.resolve(RunFolder.JOURNAL));
        Path evidence = from.resolve(RunFolder.EVIDENCE);
        if (!Files.isDirectory(evidence)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(evidence)) {
            for (Path file : files) {
                Files.copy(
                        file,
                        to.resolve(RunFolder.EVIDENCE).resolve(String.valueOf(file.getFileName())),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
