package io.jenkins.plugins.quantum.engine.backend.braket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.JobStatus.State;
import io.jenkins.plugins.quantum.engine.backend.Readout;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import io.jenkins.plugins.quantum.engine.backend.http.aws.AwsAuthorization;
import io.jenkins.plugins.quantum.engine.backend.http.aws.SignatureV4;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.NativeProgram;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import io.jenkins.plugins.quantum.engine.noise.CalibrationFormats;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A device of Amazon Braket. Tasks go to Braket's API, their results come from the user's own bucket. */
final class BraketBackend implements Backend {
    private static final String SERVICE = "Amazon Braket";

    /** Results appear within seconds; after this one that is missing will not come. */
    private static final Duration RESULT_DELAY = Duration.ofMinutes(10);

    private final BackendSettings settings;
    private final BraketOptions options;
    private final BraketDevice device;
    private final InstantSource clock;
    private final Duration becomesVisible;
    private final HttpService service;
    private final QuantumTasks tasks;
    private final Capabilities capabilities;

    BraketBackend(BackendSettings settings, BraketOptions options, InstantSource clock, Duration becomesVisible)
            throws BackendException {
        this.settings = settings;
        this.options = options;
        this.device = options.device();
        this.clock = clock;
        this.becomesVisible = becomesVisible;
        this.service = new HttpService(settings.network(), SERVICE, options.endpoint(), signed("braket"));
        this.tasks = new QuantumTasks(service);
        this.capabilities = capabilities(options);
        folder(options.bucket(), options.prefix());
    }

    private static Capabilities capabilities(BraketOptions options) {
        BraketDevice device = options.device();
        boolean atoms = device.kind() == BraketDevice.Kind.ATOMS;
        return new Capabilities(
                "braket",
                "braket/" + device.name(),
                device.simulator(),
                device.qubits(),
                device.qubits(),
                device.qubits(),
                false,
                false,
                device.kind() == BraketDevice.Kind.NOISY_SIMULATOR,
                false,
                Set.of(atoms ? Program.Kind.NATIVE : Program.Kind.CIRCUIT),
                options.runs(),
                device.leastShots(),
                options.mostShots());
    }

    private AwsAuthorization signed(String serviceName) {
        return new AwsAuthorization(new SignatureV4(options.region(), serviceName), settings.credentials(), clock);
    }

    private ResultFolder folder(String bucket, String folder) throws BackendException {
        // A certificate covers one label before the region: buckets with dots are addressed by path.
        boolean byPath = options.storage() != null || bucket.contains(".");
        String host = "s3." + options.region() + ".amazonaws.com";
        URI address = options.storage() != null
                ? options.storage()
                : URI.create("https://" + (byPath ? host : bucket + "." + host));
        var storage = new HttpService(settings.network(), "Amazon S3", address, signed("s3"));
        return new ResultFolder(storage, byPath ? "/" + bucket : "", folder);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    /** AWS publishes 20 creations a second with bursts of 40, and 140 calls a second of all kinds. */
    @Override
    public Conduct conduct() {
        return Conduct.cloud(Conduct.Repetition.TOKEN, QuantumTasks.MOST_SEARCHED)
                .submitting(Duration.ofMillis(50), 10_000)
                .keeping(Duration.ofDays(90));
    }

    @Override
    public String account() {
        String key = settings.credentials()
                .get(AwsAuthorization.KEY_ID.name())
                .map(id -> SignatureV4.hash(id.reveal().getBytes(StandardCharsets.UTF_8))
                        .substring(0, 8))
                .orElse("nobody");
        return "braket " + options.endpoint().getAuthority() + " " + key;
    }

    @Override
    public Optional<String> whyNot(JobRequest request) {
        Optional<String> general = capabilities.whyNot(request);
        if (general.isPresent()) {
            return general;
        }
        if (request.program() instanceof NativeProgram program) {
            return AtomProgram.whyNot(program);
        }
        for (Instruction step : request.circuit().instructions()) {
            if (step instanceof Instruction.Pragma pragma) {
                return Optional.of("pragmas are not sent to " + capabilities.device() + "; found '"
                        + service.redacted(pragma.text()) + "'");
            }
        }
        return NoisyProgram.whyNot(request.noise());
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        Optional<String> refusal = whyNot(request);
        if (refusal.isPresent()) {
            throw new BackendException(refusal.get(), Kind.REFUSED);
        }
        requireLimit();
        Instant now = clock.instant();
        ObjectNode body = Json.object()
                .put("clientToken", clientToken)
                .put("deviceArn", device.arn())
                .put("shots", request.shots() * request.bindings().size())
                .put("outputS3Bucket", options.bucket())
                .put("outputS3KeyPrefix", options.prefix());
        TaskRef.Kind kind;
        String readout;
        if (request.program() instanceof NativeProgram atoms) {
            body.put("action", atoms.text());
            kind = TaskRef.Kind.ATOMS;
            readout = Integer.toString(atoms.sites());
        } else {
            BraketProgram program = BraketProgram.of(request, device);
            body.put("action", program.action().toString());
            kind = program.set() ? TaskRef.Kind.SET : TaskRef.Kind.CIRCUIT;
            readout = Readout.of(request.circuit()).toString();
        }
        String arn = tasks.create(body);
        return new TaskRef(
                        arn,
                        kind,
                        readout,
                        request.bindings().size(),
                        request.shots(),
                        options.bucket(),
                        options.prefix(),
                        now)
                .job(name());
    }

    private void requireLimit() throws BackendException {
        if (options.guarded()
                && !device.simulator()
                && SpendingLimit.find(service, device.arn(), clock.instant()).isEmpty()) {
            throw new BackendException(
                    "no spending limit holds for " + device.arn()
                            + ", and this backend asks for one: create it in the console of Amazon Braket or with"
                            + " 'aws braket create-spending-limit', or set spending-limit: optional",
                    Kind.REFUSED);
        }
    }

    @Override
    public List<JobStatus> status(List<JobRef> jobs) throws BackendException {
        Map<String, JsonNode> found = jobs.size() > 1 ? tasks.search(jobs) : Map.of();
        var statuses = new ArrayList<JobStatus>();
        boolean placed = false;
        for (JobRef job : jobs) {
            JsonNode task = found.get(job.id());
            State state = task == null ? State.FAILED : QuantumTasks.state(task);
            // A summary tells neither why a task failed nor its place in the queue, which is asked for the first one
            // that waits only.
            boolean alone = state == State.FAILED || state == State.QUEUED && !placed;
            placed |= state == State.QUEUED;
            statuses.add(alone ? status(job) : tasks.status(job, task));
        }
        return statuses;
    }

    private JobStatus status(JobRef job) throws BackendException {
        TaskRef ref = TaskRef.of(job);
        Optional<JsonNode> task = tasks.get(ref.arn());
        if (task.isPresent()) {
            return tasks.status(job, task.get());
        }
        boolean young = clock.instant().isBefore(ref.submitted().plus(becomesVisible));
        return young
                ? new JobStatus(job, State.QUEUED, 0, "accepted, not shown by the service yet")
                : new JobStatus(job, State.LOST, 0, "Amazon Braket does not know this task");
    }

    @Override
    public JobResult fetch(JobRef job) throws BackendException {
        TaskRef ref = TaskRef.of(job);
        ResultFolder folder = folder(ref.bucket(), ref.folder());
        Optional<Reply> reply = folder.find("results.json");
        if (reply.isEmpty()) {
            throw missing(ref);
        }
        return new TaskResults(ref, folder).read(reply.get().json());
    }

    /** Why there is no result: the state that says DONE may come moments before the object can be read. */
    private BackendException missing(TaskRef ref) throws BackendException {
        Optional<JsonNode> task = tasks.get(ref.arn());
        State state = task.map(QuantumTasks::state).orElse(State.RUNNING);
        if (state == State.FAILED || state == State.CANCELLED) {
            return new BackendException(
                    "task " + ref.arn() + " has no result, it ended as " + state + ": "
                            + task.map(tasks::words).orElse(""),
                    Kind.REFUSED);
        }
        boolean late = task.flatMap(QuantumTasks::ended)
                .filter(end -> clock.instant().isAfter(end.plus(RESULT_DELAY)))
                .isPresent();
        return new BackendException(
                "the result of task " + ref.arn() + " cannot be read in bucket " + ref.bucket()
                        + (late ? ": the key needs" : " yet; where that stays so, the key needs")
                        + " s3:GetObject and s3:ListBucket on it, and nothing may have deleted it",
                late ? Kind.REFUSED : Kind.TRANSIENT);
    }

    @Override
    public void cancel(JobRef job) throws BackendException {
        tasks.cancel(TaskRef.of(job).arn());
    }

    @Override
    public Availability availability() throws BackendException {
        DeviceDocument document = DeviceDocument.read(service, device.arn());
        return document.availability(clock.instant(), limit());
    }

    /** Words on the spending limit of a machine: the key may be allowed to run tasks and not to read limits. */
    private String limit() throws BackendException {
        if (device.simulator()) {
            return "";
        }
        try {
            return SpendingLimit.find(service, device.arn(), clock.instant())
                    .map(SpendingLimit::words)
                    .orElse("no spending limit at Amazon");
        } catch (BackendException e) {
            if (e.kind() == Kind.UNAUTHORISED || e.kind() == Kind.REFUSED) {
                return "spending limits cannot be read with this key";
            }
            throw e;
        }
    }

    @Override
    public Optional<NoiseModel> calibration() throws BackendException {
        return CalibrationFormats.braket(
                DeviceDocument.read(service, device.arn()).capabilities(), capabilities.device());
    }

    @Override
    public void close() {
        // Nothing is held open: tasks go on, connections belong to the network.
    }

    @Override
    public String toString() {
        return "backend " + name() + " (" + capabilities.device() + " in " + options.region() + ")";
    }
}
