package io.jenkins.plugins.quantum.engine.testkit.braket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.FakeMain;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Braket and S3 behind one address: signatures are checked, tasks go through their states, tokens are remembered, results appear as
 * objects of the bucket, with the delays that a test asks for.
 */
public final class FakeBraket extends FakeService {
    /** The key that it knows. */
    public static final String KEY_ID = "AKIAFAKEQMLOPSKEY";

    /** Its secret half. */
    public static final String SECRET_KEY = "fake/secret+key0123456789abcdefghijklmn";

    /** The bucket that exists. */
    public static final String BUCKET = "amazon-braket-fake";

    private static final String ACCOUNT = "123456789012";
    private static final Map<FakeJob.State, String> WORDS = Map.of(
            FakeJob.State.QUEUED, "QUEUED",
            FakeJob.State.RUNNING, "RUNNING",
            FakeJob.State.DONE, "COMPLETED",
            FakeJob.State.FAILED, "FAILED",
            FakeJob.State.CANCELLED, "CANCELLED");

    private final Clock clock;
    private final SignatureCheck signatures;
    private final Map<String, String> deviceStates = new ConcurrentHashMap<>();
    private final List<ObjectNode> limits = new CopyOnWriteArrayList<>();
    private volatile Duration taskDelay = Duration.ZERO;
    private volatile Duration resultDelay = Duration.ZERO;
    private volatile String queuePosition = "3";
    private volatile FakeResults results = FakeResults.inline();

    /** Starts it on a free port. */
    public FakeBraket() {
        this(Clock.systemUTC(), 0);
    }

    /** Starts it on a port; 0 takes a free one. */
    public FakeBraket(Clock clock, int port) {
        super(clock, port);
        this.clock = clock;
        this.signatures = new SignatureCheck(clock, KEY_ID, SECRET_KEY);
    }

    /** Runs it in a process of its own, see {@link FakeMain}. */
    public static void main(String[] args) {
        FakeMain.serve(args, port -> new FakeBraket(Clock.systemUTC(), port));
    }

    /** Tasks are unknown to questions for this long after their creation. */
    public void tasksVisibleAfter(Duration delay) {
        taskDelay = delay;
    }

    /** Results are readable this long after the task completed. */
    public void resultsAfter(Duration delay) {
        resultDelay = delay;
    }

    /** The place in the queue as the service writes it: a number, {@code None}, {@code >2000}. */
    public void queuePosition(String text) {
        queuePosition = text;
    }

    /** How results are written from now on. */
    public void writing(FakeResults how) {
        results = how;
    }

    /** A device is {@code OFFLINE} or {@code RETIRED} from now on. */
    public void device(String arn, String state) {
        deviceStates.put(arn, state);
    }

    /** A limit on what a device may cost, in USD; what ran is counted. */
    public void limit(String deviceArn, String usd, String spent, Instant start, Instant end) {
        ObjectNode limit = Json.object()
                .put("spendingLimitArn", "arn:aws:braket:us-east-1:" + ACCOUNT + ":spending-limit/" + limits.size())
                .put("deviceArn", deviceArn)
                .put("spendingLimit", usd)
                .put("queuedSpend", "0.00")
                .put("totalSpend", spent)
                .put("createdAt", start.toString())
                .put("updatedAt", start.toString());
        limit.putObject("timePeriod").put("startAt", start.getEpochSecond()).put("endAt", end.getEpochSecond());
        limits.add(limit);
    }

    @Override
    protected Answer error(int status, String code, String message) {
        return Answer.json(status, Json.object().put("message", message)).with("x-amzn-ErrorType", code);
    }

    @Override
    protected Answer answer(Asked request) {
        Optional<SignatureCheck.Refusal> refusal = signatures.refuse(request);
        if (refusal.isPresent()) {
            return error(403, refusal.get().name(), refusal.get().message());
        }
        if (signatures.service(request).equals("s3")) {
            return object(request);
        }
        String[] path = request.rawPath().split("/");
        String arn = path.length > 2 ? URLDecoder.decode(path[2], StandardCharsets.UTF_8) : "";
        return switch (request.method() + " " + path[1] + (path.length > 3 ? " " + path[3] : "")) {
            case "POST quantum-task" -> create(request);
            case "GET quantum-task" -> get(arn);
            case "PUT quantum-task cancel" -> cancel(arn);
            case "POST quantum-tasks" -> search(request.json());
            case "GET device" -> device(arn);
            case "POST spending-limits" -> spendingLimits(request.json());
            default -> error(404, "UnknownOperationException", "no such operation");
        };
    }

    private Answer create(Asked request) {
        JsonNode body = request.json();
        String token = body.path("clientToken").asText();
        String device = body.path("deviceArn").asText();
        for (String field : List.of("clientToken", "deviceArn", "outputS3Bucket", "outputS3KeyPrefix", "action")) {
            if (body.path(field).asText().isEmpty()) {
                return error(400, "ValidationException", field + " must not be empty");
            }
        }
        if (token.length() > 64) {
            return error(400, "ValidationException", "clientToken has more than 64 characters");
        }
        String state = deviceStates.getOrDefault(device, "ONLINE");
        if (!FakeDevices.known(device)) {
            return error(404, "ResourceNotFoundException", "no such device");
        } else if (state.equals("OFFLINE")) {
            return error(424, "DeviceOfflineException", "the device is offline");
        } else if (state.equals("RETIRED")) {
            return error(410, "DeviceRetiredException", "the device is retired");
        } else if (!body.path("outputS3Bucket").asText().equals(BUCKET)) {
            return error(400, "ValidationException", "the bucket does not exist or is not yours");
        }
        Optional<String> wrong = FakeDevices.refuse(device, body);
        if (wrong.isPresent()) {
            return error(400, "ValidationException", wrong.get());
        }
        if (overLimit(device, body.path("shots").asLong())) {
            return error(400, "ValidationException", "the task would exceed the spending limit of the device");
        }
        String arn = arn(device, token);
        var task = new FakeTask(arn, body);
        FakeJob job = jobs().accept(arn, token, task);
        if (!job.payload(FakeTask.class).body().equals(body)) {
            return error(409, "ConflictException", "the client token was used with another request");
        }
        return Answer.json(201, Json.object().put("quantumTaskArn", job.id()));
    }

    private static String arn(String device, String token) {
        String region = device.split(":")[3];
        UUID id = UUID.nameUUIDFromBytes(token.getBytes(StandardCharsets.UTF_8));
        return "arn:aws:braket:" + (region.isEmpty() ? "us-east-1" : region) + ":" + ACCOUNT + ":quantum-task/" + id;
    }

    /** Tasks cost 0.30 and a cent a shot here. */
    private boolean overLimit(String device, long shots) {
        Instant now = clock.instant();
        return limits.stream()
                .filter(limit -> limit.path("deviceArn").asText().equals(device))
                .anyMatch(limit -> limit.at("/timePeriod/startAt").asLong() > now.getEpochSecond()
                        || limit.at("/timePeriod/endAt").asLong() <= now.getEpochSecond()
                        || limit.path("totalSpend").asDouble() + 0.30 + 0.01 * shots
                                > limit.path("spendingLimit").asDouble());
    }

    private Optional<FakeJob> visible(String arn) {
        return jobs().get(arn)
                .filter(job -> !clock.instant().isBefore(job.created().plus(taskDelay)));
    }

    private Answer get(String arn) {
        return visible(arn)
                .map(job -> Answer.json(200, description(job, false)))
                .orElseGet(() -> error(404, "ResourceNotFoundException", "no such task"));
    }

    private ObjectNode description(FakeJob job, boolean summary) {
        FakeTask task = job.payload(FakeTask.class);
        FakeJob.State now = job.state(); // asked once, so that the answer does not contradict itself
        ObjectNode node = Json.object()
                .put("quantumTaskArn", job.id())
                .put("status", jobs().word(now, WORDS))
                .put("deviceArn", task.device())
                .put("shots", task.shots())
                .put("outputS3Bucket", BUCKET)
                .put("outputS3Directory", task.folder())
                .put("createdAt", job.created().toString());
        if (now != FakeJob.State.QUEUED && now != FakeJob.State.RUNNING) {
            node.put("endedAt", job.endedAt().toString());
        }
        if (summary) {
            return node;
        }
        node.put("deviceParameters", "{}");
        if (now == FakeJob.State.FAILED) {
            node.put("failureReason", job.reason());
        } else if (now == FakeJob.State.QUEUED) {
            node.putObject("queueInfo")
                    .put("queue", "QUANTUM_TASKS_QUEUE")
                    .put("position", queuePosition)
                    .put("queuePriority", "Normal");
        }
        return node;
    }

    private Answer cancel(String arn) {
        Optional<FakeJob> job = visible(arn);
        if (job.isEmpty()) {
            return error(404, "ResourceNotFoundException", "no such task");
        }
        if (!job.get().cancel()) {
            return error(409, "ConflictException", "the task has ended");
        }
        return Answer.json(200, Json.object().put("quantumTaskArn", arn).put("cancellationStatus", "CANCELLING"));
    }

    private Answer search(JsonNode body) {
        var wanted = new TreeSet<String>();
        for (JsonNode filter : body.path("filters")) {
            if (!filter.path("name").asText().equals("quantumTaskArn")
                    || filter.path("values").size() > 10) {
                return error(400, "ValidationException", "only up to ten ARNs are searched for here");
            }
            filter.path("values").forEach(value -> wanted.add(value.asText()));
        }
        ObjectNode answer = Json.object();
        ArrayNode tasks = answer.putArray("quantumTasks");
        jobs().listed().stream()
                .filter(job -> wanted.contains(job.id()))
                .forEach(job -> tasks.add(description(job, true)));
        return Answer.json(200, answer);
    }

    private Answer device(String arn) {
        if (!FakeDevices.known(arn)) {
            return error(404, "ResourceNotFoundException", "no such device");
        }
        return Answer.json(200, FakeDevices.document(arn, deviceStates.getOrDefault(arn, "ONLINE")));
    }

    private Answer spendingLimits(JsonNode body) {
        String device = body.at("/filters/0/values/0").asText();
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("spendingLimits");
        limits.stream()
                .filter(limit -> limit.path("deviceArn").asText().equals(device))
                .forEach(list::add);
        return Answer.json(200, answer);
    }

    private Answer object(Asked request) {
        String prefix = "/" + BUCKET + "/";
        if (!request.path().startsWith(prefix)) {
            return xml(404, "NoSuchBucket", "the bucket does not exist");
        }
        String key = request.path().substring(prefix.length());
        for (FakeJob job : jobs().all()) {
            FakeTask task = job.payload(FakeTask.class);
            if (key.startsWith(task.folder() + "/")) {
                boolean readable = job.state() == FakeJob.State.DONE
                        && !clock.instant().isBefore(job.endedAt().plus(resultDelay));
                Map<String, JsonNode> objects = readable ? results.objects(task, job) : new LinkedHashMap<>();
                JsonNode object = objects.get(key.substring(task.folder().length() + 1));
                if (object != null) {
                    return Answer.json(200, object).with("ETag", "\"0\"");
                }
            }
        }
        return xml(404, "NoSuchKey", "the key does not exist");
    }

    private static Answer xml(int status, String code, String message) {
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                + "</Message></Error>";
        return Answer.text(status, "application/xml", body);
    }
}
