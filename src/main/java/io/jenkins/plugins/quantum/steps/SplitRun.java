package io.jenkins.plugins.quantum.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.quantum.agent.EvidenceZip;
import io.jenkins.plugins.quantum.agent.UnitRequest;
import io.jenkins.plugins.quantum.agent.UnitStatus;
import io.jenkins.plugins.quantum.agent.WorkUnit;
import io.jenkins.plugins.quantum.engine.report.ResultJson;
import io.jenkins.plugins.quantum.engine.run.PartMerge;
import io.jenkins.plugins.quantum.engine.run.RunPart;
import io.jenkins.plugins.quantum.engine.run.RunProgress;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.WholeFile;
import io.jenkins.plugins.quantum.engine.run.Workbench;
import io.jenkins.plugins.quantum.report.ResultFiles;
import io.jenkins.plugins.quantum.service.ScmPreparation;
import io.jenkins.plugins.quantum.service.ServiceEnvironments;
import io.jenkins.plugins.quantum.service.ServiceRun;
import io.jenkins.plugins.quantum.service.ServiceRuns;
import io.jenkins.plugins.quantum.service.SpendGuards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A run in two places: on a node the tests whose backends compute there, on the controller those that go to services, for which the
 * node only prepares. What is known of it lies in the build's folder, so that another process goes on.
 */
final class SplitRun {
    private static final Logger LOGGER = Logger.getLogger(SplitRun.class.getName());

    /** The folder of the controller's run, below that of the result. */
    static final String SERVICE = "service";

    private static final String PREPARED = "prepared.json";

    /** What the node has found out; from then on no node is needed. */
    private static final String NODE_PART = "node";

    /** Says that no node had a part in it. */
    private static final String NO_NODE = "none";

    static final String REQUEST = "request.json";

    /** What earlier builds have kept, beside each part of the run. */
    private static final String STORE = "store";

    private final Run<?, ?> run;
    private final String resultId;
    private final String unitId;
    private final UnitRequest request;
    private final Runnable bell;
    private final Path folder;
    /** For the evidence that it keeps: the result, or what its shards have in common. */
    private String owner;

    /** The next line of the controller's run that nobody has heard. */
    private int nextServiceLine;

    /** Where the node's part stood last; null before it has said so, and when another process of the controller saw its end. */
    private RunProgress nodeLive;

    /** The node's processes; null until it wants one. */
    private UnitLaunches launches;

    /**
     * A run.
     *
     * @param resultId
     *     the name of the result, which is taken
     * @param unitId
     *     on the node; null where there is none: then the files come from the job's source control
     * @param bell
     *     called when the controller's run has ended
     */
    SplitRun(
            Run<?, ?> run,
            String resultId,
            @CheckForNull String unitId,
            UnitRequest request,
            @CheckForNull Runnable bell) {
        this.run = run;
        this.resultId = resultId;
        this.owner = resultId;
        this.unitId = unitId;
        this.request = request;
        this.bell = bell == null ? () -> {} : bell;
        this.folder = ResultFiles.of(run, resultId).path();
    }

    /** What it keeps for later builds is kept once all shards of this name are put together. */
    SplitRun shardOf(String shards) {
        owner = request.share().isEmpty() ? resultId : shards;
        return this;
    }

    /** Circuits for devices whose services do not compile are compiled on this node: also later, by other steps of the build. */
    SplitRun compilingOn(@CheckForNull String node, String workspace, Map<String, String> variables)
            throws IOException {
        if (node != null && !Files.exists(folder.resolve(CompilingNode.FILE))) {
            Files.createDirectories(folder);
            CompilingNode.keep(folder, node, workspace, variables);
        }
        return this;
    }

    private Path service() {
        return folder.resolve(SERVICE);
    }

    private Path nodePart() {
        return folder.resolve(NODE_PART).resolve(RunPart.FILE);
    }

    /** Whether something goes to services. */
    boolean goesToServices() {
        return unitId == null || Files.exists(service().resolve(PREPARED));
    }

    /** Where a result is kept that a node has found out alone. */
    private Path nodeResult() {
        return folder.resolve(NODE_PART).resolve("result.json");
    }

    /** Whether the plan of what goes to services stands, and its jobs are on their way. */
    boolean submitted() {
        ServiceRun service = ServiceRuns.find(service());
        return service != null && service.begun();
    }

    /** Keeps what is needed to go on with it in another step. */
    void keep(UnitStatus status, @CheckForNull FilePath here) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        WholeFile.write(folder.resolve(REQUEST), request.toJson());
        Files.createDirectories(folder.resolve(NODE_PART));
        if (unitId == null) {
            WholeFile.write(folder.resolve(NODE_PART).resolve(NO_NODE), "");
        }
        if (status.state() == UnitStatus.State.FINISHED && !goesToServices() && here != null) {
            WholeFile.write(nodeResult(), unit(here).result());
            takeStore(unit(here));
            offerEvidence(unit(here));
            unit(here).delete();
        }
    }

    /**
     * What was asked for when a result's run was submitted.
     *
     * @throws AbortException
     *     when nothing of that name was submitted in the build
     */
    static UnitRequest kept(Run<?, ?> run, String resultId) throws IOException {
        Path file = ResultFiles.of(run, resultId).path().resolve(REQUEST);
        if (!Files.isRegularFile(file)) {
            throw new AbortException("quantumAwait: nothing was submitted as '" + resultId
                    + "' in this build; give it the id that quantumSubmit returned");
        }
        return UnitRequest.fromJson(Files.readString(file));
    }

    /** Whether the node has something to do yet. */
    boolean needsNode() {
        return unitId != null
                && !Files.exists(nodePart())
                && !Files.exists(nodeResult())
                && !Files.exists(folder.resolve(NODE_PART).resolve(NO_NODE));
    }

    /** The node's part. */
    WorkUnit unit(FilePath here) {
        return WorkUnit.of(here, unitId);
    }

    /**
     * Where it stands: one state of both parts.
     *
     * @param here
     *     the workspace, where a node is needed; else null is enough
     * @param fromLine
     *     the next line of the node's part that nobody has heard
     */
    UnitStatus status(@CheckForNull FilePath here, int fromLine) throws IOException, InterruptedException {
        UnitStatus node = null;
        if (needsNode() && here != null) {
            WorkUnit unit = unit(here);
            node = unit.status(fromLine);
            nodeLive = node.live() == null ? nodeLive : node.live();
            take(unit, node);
        }
        if (unitId == null && request.keepEvidence()) {
            store().before();
        }
        ServiceRun service = goesToServices() ? start() : null;
        if (service == null) {
            return node == null
                    ? new UnitStatus(UnitStatus.State.FINISHED, 0, "", "", List.of(), fromLine, List.of(), null, false)
                    : node;
        }
        UnitStatus there = service.status(nextServiceLine);
        nextServiceLine = there.nextLine();
        return joined(node, there, fromLine);
    }

    /** Takes over what the node has for the controller: first what it has prepared, at the end its part of the result. */
    private void take(WorkUnit unit, UnitStatus node) throws IOException, InterruptedException {
        if (!node.prepared()) {
            return;
        }
        if (!goesToServices()) {
            WholeFile.write(folder.resolve(REQUEST), request.toJson());
            unit.takePrepared(service());
        }
        if (node.state() == UnitStatus.State.FINISHED) {
            Files.createDirectories(folder.resolve(NODE_PART));
            takeStore(unit);
            WholeFile.write(nodePart(), unit.part());
            offerEvidence(unit);
            unit.delete();
        }
    }

    private ServiceRun start() {
        Path place = service();
        return ServiceRuns.start(place, () -> {
            var made = new ServiceRun(
                    place,
                    () -> ServiceEnvironments.of(run, resultId, request, place, CompilingNode.of(folder)),
                    unitId == null ? new ScmPreparation(run, request, store().place()) : null,
                    () -> SpendGuards.waits(run, resultId));
            made.onEnd(bell);
            made.onRelease(() -> SpendGuards.released(run, resultId));
            return made;
        });
    }

    /** It runs while one of its parts runs, and ends badly with the first that does. */
    private UnitStatus joined(@CheckForNull UnitStatus node, UnitStatus service, int fromLine) {
        List<String> lines = new ArrayList<>(node == null ? List.of() : node.lines());
        lines.addAll(service.lines());
        boolean nodeDecides = node != null
                && node.state() != UnitStatus.State.FINISHED
                && (node.state() != UnitStatus.State.RUNNING
                        || service.state() == UnitStatus.State.FINISHED
                        || service.state() == UnitStatus.State.RUNNING);
        UnitStatus first = nodeDecides ? node : service;
        String progress = node == null || node.progress().isEmpty()
                ? service.progress()
                : service.progress().isEmpty() ? node.progress() : node.progress() + "; " + service.progress();
        return new UnitStatus(
                first.state(),
                first.exitCode(),
                first.message(),
                progress,
                lines,
                node == null ? fromLine : node.nextLine(),
                node == null ? List.of() : node.launches(),
                live(service.live()),
                false);
    }

    /** Both parts together; the node's is remembered when it has ended. */
    @CheckForNull
    private RunProgress live(@CheckForNull RunProgress service) {
        if (service == null || nodeLive == null) {
            return service == null ? nodeLive : service;
        }
        return nodeLive.plus(service);
    }

    /** Starts the processes that the node's part wants, by the launcher of the step. */
    void serve(UnitStatus status, Launcher launcher, EnvVars variables, @CheckForNull FilePath here)
            throws IOException, InterruptedException {
        if (here != null
                && unitId != null
                && !(launches == null && status.launches().isEmpty())) {
            launches = launches == null ? new UnitLaunches() : launches;
            launches.serve(unit(here), status.launches(), launcher, variables, here);
        }
    }

    /** Starts the node's part, or lets it go on from its journal. */
    void start(FilePath here, UnitRequest complete) throws IOException, InterruptedException {
        if (request.keepEvidence()) {
            unit(here).giveStore(store().before());
        }
        new BackendAccess(run, here, complete).start(unit(here), bell);
    }

    /**
     * The result, once both parts have ended well.
     *
     * @throws AbortException
     *     when there is none: the input was refused, the run was cancelled, or the engine broke
     */
    @NonNull
    RunResult result(UnitStatus status, @CheckForNull FilePath here) throws IOException, InterruptedException {
        Publication.requireFinished(status);
        setAside(here);
        if (request.keepEvidence()) {
            store().keep();
        }
        if (Files.exists(nodeResult())) {
            return ResultJson.read(nodeResult());
        }
        if (!goesToServices()) {
            if (here == null) {
                throw new AbortException("quantumTest: the result is on a node that is gone");
            }
            RunResult result = Publication.parse(unit(here).result());
            offerEvidence(unit(here));
            return result;
        }
        offerEvidence("services", () -> EvidenceZip.pack(service()));
        var merge = new PartMerge().add("services", RunPart.read(service()));
        if (Files.exists(nodePart())) {
            merge.add("node", RunPart.read(folder.resolve(NODE_PART)));
        }
        return merge.result();
    }

    private void offerEvidence(WorkUnit unit) throws InterruptedException {
        offerEvidence(NODE_PART, unit::evidence);
    }

    /** What was measured stays with the build; the verdicts stand without it. */
    private void offerEvidence(String part, Packed packed) throws InterruptedException {
        try {
            ResultFiles.of(run, resultId).writeEvidence(part, packed.bytes());
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "the evidence of " + resultId + " of " + run + " is not kept");
        }
    }

    /** A zip, from here or from a node. */
    private interface Packed {
        byte[] bytes() throws IOException, InterruptedException;
    }

    /** The parts of a shard that has ended well, by where they come from. */
    Map<String, String> parts(@CheckForNull FilePath here) throws IOException, InterruptedException {
        setAside(here);
        Map<String, String> parts = new TreeMap<>();
        if (goesToServices()) {
            parts.put("services", Files.readString(service().resolve(RunPart.FILE)));
        }
        if (Files.exists(nodePart())) {
            parts.put(NODE_PART, Files.readString(nodePart()));
        } else if (here != null && unitId != null) {
            parts.put(NODE_PART, unit(here).part());
        }
        return parts;
    }

    private JobStore store() {
        return new JobStore(run, owner);
    }

    private Path nodeStore() {
        return folder.resolve(NODE_PART).resolve(STORE);
    }

    private void takeStore(WorkUnit unit) throws IOException, InterruptedException {
        if (request.keepEvidence()) {
            unit.takeStore(nodeStore());
        }
    }

    /** What both parts have added to what earlier builds have kept. */
    private void setAside(@CheckForNull FilePath here) throws IOException, InterruptedException {
        if (!request.keepEvidence()) {
            return;
        }
        if (!Files.exists(nodeStore()) && needsNode() && here != null) {
            Files.createDirectories(folder.resolve(NODE_PART));
            takeStore(unit(here));
        }
        store().add(resultId + "-node", nodeStore());
        store().add(resultId + "-services", service().resolve(STORE));
    }

    /** Leaves nothing behind but the journal of what was at services. */
    void delete(@CheckForNull FilePath here) throws IOException, InterruptedException {
        if (goesToServices()) {
            ServiceRuns.forget(service());
            for (String name :
                    new String[] {"files", "evidence", "exports.json", STORE, PREPARED, RunPart.FILE, ".lock"}) {
                Util.deleteRecursive(service().resolve(name).toFile());
            }
        }
        Util.deleteRecursive(folder.resolve(NODE_PART).toFile());
        Files.deleteIfExists(folder.resolve(REQUEST));
        Files.deleteIfExists(folder.resolve(CompilingNode.FILE));
        if (here != null && unitId != null) {
            unit(here).delete();
        }
    }

    /** Once nothing is left at services, nothing is left here. */
    private void clear() {
        try {
            if (!Files.exists(service())) {
                Util.deleteRecursive(folder.toFile());
            }
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "the name " + resultId + " stays taken");
        }
    }

    /** Ends both parts, and cancels what was submitted to services. */
    void cancel(@CheckForNull FilePath here) throws IOException, InterruptedException {
        cancelServices();
        if (here != null && unitId != null) {
            unit(here).cancel();
        }
    }

    /** Cancels what was submitted to services: also what an earlier process of the controller submitted. */
    void cancelServices() {
        if (goesToServices()) {
            ServiceRun service = start();
            if (Workbench.begun(service())) {
                SpendGuards.cancelled(run, resultId, "the step was stopped: its open jobs are cancelled");
            }
            service.onEnd(this::clear);
            service.cancel();
        } else {
            clear();
        }
    }
}
