package io.jenkins.plugins.quantum.agent;

import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.run.Journal;
import io.jenkins.plugins.quantum.engine.run.RunFolder;
import io.jenkins.plugins.quantum.engine.run.RunPart;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jenkins.agents.ControllerToAgentFileCallable;

/** The controller's view of a unit: its folder on the node. */
public final class WorkUnit {
    private static final long LARGEST_RESULT = 64L << 20;

    private static final long ANSWER_SECONDS = 60;
    private static final long RESULT_SECONDS = 600;

    private final FilePath folder;

    private WorkUnit(FilePath folder) {
        this.folder = folder;
    }

    /** The unit of an id beside a workspace, in the node's folder for temporary files, where no checkout wipes it. */
    public static WorkUnit of(FilePath workspace, String id) {
        FilePath temporary = WorkspaceList.tempDir(workspace);
        FilePath base = temporary == null ? workspace : temporary;
        return new WorkUnit(base.child("quantum").child(id));
    }

    /**
     * Starts it, or lets it go on from its journal; harmless when it is at work.
     *
     * @param providers
     *     of further types of backends, which other plugins bring
     * @param bell
     *     called, by any thread and without delay to its caller, when it is worth a look: a process shall be launched, or the unit ended
     */
    public void start(UnitRequest request, List<BackendProvider> providers, Runnable bell)
            throws IOException, InterruptedException {
        act(new Start(request, new ArrayList<>(providers), false, Bell.of(bell)), ANSWER_SECONDS);
    }

    /** Starts it to say what the run would take; otherwise as {@link #start}. It ends with {@link #forecast}. */
    public void estimate(UnitRequest request, List<BackendProvider> providers, Runnable bell)
            throws IOException, InterruptedException {
        act(new Start(request, new ArrayList<>(providers), true, Bell.of(bell)), ANSWER_SECONDS);
    }

    /** What the run would take, as {@code CostForecast} writes it. */
    public String forecast() throws IOException, InterruptedException {
        return act(new Text(UnitEngine.ESTIMATE), RESULT_SECONDS);
    }

    /**
     * Tells it that the launch of a process that it wanted is over.
     *
     * @param words
     *     the reason, used where the process has left no exit code
     */
    public void launchEnded(LaunchRequest launch, String words) throws IOException, InterruptedException {
        act(new LaunchEnded(launch.id(), words), ANSWER_SECONDS);
    }

    /** Where it stands. */
    public UnitStatus status(int fromLine) throws IOException, InterruptedException {
        return act(new Status(fromLine), ANSWER_SECONDS);
    }

    /** The text of its result. */
    public String result() throws IOException, InterruptedException {
        return act(new Text("result.json"), RESULT_SECONDS);
    }

    /** Its part of the result, where it did not run all tests. */
    public String part() throws IOException, InterruptedException {
        return act(new Text(RunPart.FILE), RESULT_SECONDS);
    }

    /**
     * What it measured, as a zip of its journal and of the answers to its jobs.
     *
     * @throws IOException
     *     when it is too much, or something else
     */
    public byte[] evidence() throws IOException, InterruptedException {
        return EvidenceZip.checked(act(new Evidence(), RESULT_SECONDS));
    }

    /**
     * Takes what it has prepared for services.
     *
     * @param target
     *     a folder of the controller; what was in it is replaced, and it is there only when it is whole
     * @throws IOException
     *     when there is nothing, or too much, or a name in it leads out of the folder
     */
    public void takePrepared(Path target) throws IOException, InterruptedException {
        PreparedFiles.unpack(act(new Prepared(), RESULT_SECONDS), target);
    }

    /** Gives it what earlier builds have kept, before it starts. */
    public void giveStore(Path store) throws IOException, InterruptedException {
        act(new Store(PreparedFiles.pack(store)), RESULT_SECONDS);
    }

    /**
     * Takes what it was given, with what it has added.
     *
     * @param target
     *     a folder of the controller; what was in it is replaced
     * @throws IOException
     *     when it is too much, or a name in it leads out of the folder
     */
    public void takeStore(Path target) throws IOException, InterruptedException {
        PreparedFiles.unpack(act(new Kept(), RESULT_SECONDS), target);
    }

    /** Tells it to stop and to leave nothing behind, where it is at work. */
    public void cancel() throws IOException, InterruptedException {
        act(new Cancel(), ANSWER_SECONDS);
    }

    /**
     * The journal of a run that is not at work there any more and says that jobs may still be at services: today's nodes submit none, but
     * builds of an earlier version did.
     *
     * @return empty where there is none
     */
    public String leftJournal() throws IOException, InterruptedException {
        return act(new LeftJournal(), RESULT_SECONDS);
    }

    /** Removes it once it has ended. */
    public void delete() throws IOException, InterruptedException {
        act(new Delete(), ANSWER_SECONDS);
    }

    /** A node that hangs must not hold a thread of the controller. */
    private <T> T act(FilePath.FileCallable<T> call, long seconds) throws IOException, InterruptedException {
        Future<T> answer = folder.actAsync(call);
        try {
            return answer.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new NodeSilentException(seconds, e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        }
    }

    private record Start(UnitRequest request, ArrayList<BackendProvider> providers, boolean estimate, Bell bell)
            implements ControllerToAgentFileCallable<Void> {
        private static final long serialVersionUID = 1L;

        @Override
        public Void invoke(File file, VirtualChannel channel) throws IOException {
            Files.createDirectories(file.toPath());
            RunningUnit.start(file, request, providers, estimate, channel, bell::ring);
            return null;
        }
    }

    private record LaunchEnded(String id, String words) implements ControllerToAgentFileCallable<Void> {
        private static final long serialVersionUID = 1L;

        @Override
        public Void invoke(File file, VirtualChannel channel) {
            RunningUnit.launchEnded(file, id, words);
            return null;
        }
    }

    private record Status(int fromLine) implements ControllerToAgentFileCallable<UnitStatus> {
        private static final long serialVersionUID = 1L;

        @Override
        public UnitStatus invoke(File file, VirtualChannel channel) {
            return RunningUnit.status(file, fromLine);
        }
    }

    private record Text(String name) implements ControllerToAgentFileCallable<String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String invoke(File file, VirtualChannel channel) throws IOException {
            Path result = file.toPath().resolve(name);
            if (Files.size(result) > LARGEST_RESULT) {
                throw new IOException("the result is larger than " + (LARGEST_RESULT >> 20) + " MB");
            }
            return Files.readString(result, StandardCharsets.UTF_8);
        }
    }

    private record Prepared() implements ControllerToAgentFileCallable<byte[]> {
        private static final long serialVersionUID = 1L;

        @Override
        public byte[] invoke(File file, VirtualChannel channel) throws IOException {
            return PreparedFiles.pack(PreparedFiles.folder(file.toPath()));
        }
    }

    private record Evidence() implements ControllerToAgentFileCallable<byte[]> {
        private static final long serialVersionUID = 1L;

        @Override
        public byte[] invoke(File file, VirtualChannel channel) throws IOException {
            return EvidenceZip.pack(file.toPath());
        }
    }

    private record Store(byte[] packed) implements ControllerToAgentFileCallable<Void> {
        private static final long serialVersionUID = 1L;

        @Override
        public Void invoke(File file, VirtualChannel channel) throws IOException {
            Files.createDirectories(file.toPath());
            PreparedFiles.unpack(packed, file.toPath().resolve(UnitEngine.STORE));
            return null;
        }
    }

    private record Kept() implements ControllerToAgentFileCallable<byte[]> {
        private static final long serialVersionUID = 1L;

        @Override
        public byte[] invoke(File file, VirtualChannel channel) throws IOException {
            return PreparedFiles.pack(file.toPath().resolve(UnitEngine.STORE));
        }
    }

    private record Cancel() implements ControllerToAgentFileCallable<Void> {
        private static final long serialVersionUID = 1L;

        @Override
        public Void invoke(File file, VirtualChannel channel) throws IOException {
            RunningUnit.cancel(file);
            return null;
        }
    }

    private record LeftJournal() implements ControllerToAgentFileCallable<String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String invoke(File file, VirtualChannel channel) throws IOException {
            Path journal = file.toPath().resolve(RunFolder.JOURNAL);
            if (RunningUnit.status(file, 0).state() != UnitStatus.State.ABSENT
                    || !Files.isRegularFile(journal)
                    || Files.size(journal) > LARGEST_RESULT
                    || !Journal.leftOpen(journal)) {
                return "";
            }
            return Files.readString(journal, StandardCharsets.UTF_8);
        }
    }

    private record Delete() implements ControllerToAgentFileCallable<Void> {
        private static final long serialVersionUID = 1L;

        @Override
        public Void invoke(File file, VirtualChannel channel) throws IOException {
            RunningUnit.delete(file);
            return null;
        }
    }
}
