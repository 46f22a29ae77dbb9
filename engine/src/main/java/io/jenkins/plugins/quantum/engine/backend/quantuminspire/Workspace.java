package io.jenkins.plugins.quantum.engine.backend.quantuminspire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What a program needs around it at Quantum Inspire: a project with an algorithm, made once for all runs, the language, and the type of
 * backend. Looked up when first needed; nothing of it runs anything.
 */
final class Workspace {
    /** Name of the project and of the algorithm in it. */
    static final String NAME = "qmlops";

    private static final String LANGUAGE = "cQASM";

    private final HttpService service;
    private final HttpService.Explanation words;
    private final String device;
    private final String member;
    private Ids ids;

    /**
     * Ids of the service.
     *
     * @param device
     *     of the type of backend
     */
    record Ids(long device, long algorithm, long language) {}

    /**
     * A workspace.
     *
     * @param member
     *     id of the team member that owns a new project; empty where the account has only one
     */
    Workspace(HttpService service, HttpService.Explanation words, String device, String member) {
        this.service = service;
        this.words = words;
        this.device = device;
        this.member = member;
    }

    /** Looks it up, and makes what is missing. */
    synchronized Ids ids() throws BackendException {
        if (ids == null) {
            long type = device().path("id").asLong();
            ids = new Ids(type, algorithm(project()), language());
        }
        return ids;
    }

    /** The type of backend as the service describes it. */
    JsonNode device() throws BackendException {
        for (JsonNode item : list("/backend_types/?size=100")) {
            if (item.path("name").asText().equals(device)) {
                return item;
            }
        }
        throw new BackendException(
                "Quantum Inspire has no backend '" + device + "': compare the option device with its list",
                Kind.REFUSED);
    }

    private long language() throws BackendException {
        for (JsonNode item : list("/languages?size=100")) {
            if (item.path("name").asText().equalsIgnoreCase(LANGUAGE)) {
                return item.path("id").asLong();
            }
        }
        throw new BackendException("Quantum Inspire takes no " + LANGUAGE + " any more", Kind.REFUSED);
    }

    private long project() throws BackendException {
        long known = known("/projects?name=" + NAME, "name", NAME);
        if (known != 0) {
            return known;
        }
        return create(
                "/projects",
                Json.object()
                        .put("owner_id", owner())
                        .put("name", NAME)
                        .put("description", "programs of tests")
                        .put("starred", false));
    }

    private long owner() throws BackendException {
        if (!member.isEmpty()) {
            return Long.parseLong(member);
        }
        JsonNode members = list("/members?size=2");
        if (members.size() != 1) {
            throw new BackendException(
                    "the account of Quantum Inspire has several memberships: name one's id in the option member",
                    Kind.REFUSED);
        }
        return members.get(0).path("id").asLong();
    }

    private long algorithm(long project) throws BackendException {
        long known = known("/algorithms?project_id=" + project + "&name=" + NAME, "name", NAME);
        if (known != 0) {
            return known;
        }
        return create(
                "/algorithms",
                Json.object()
                        .put("project_id", project)
                        .put("type", "quantum")
                        .put("shared", "private")
                        .put("name", NAME));
    }

    /** The commit that a token describes; 0 where there is none. */
    long commit(String token) throws BackendException {
        return known("/commits?description=" + URLEncoder.encode(token, StandardCharsets.UTF_8), "description", token);
    }

    /** The id of the item whose field has this very value; 0 where there is none. */
    private long known(String path, String field, String value) throws BackendException {
        for (JsonNode item : list(path)) {
            if (item.path(field).asText().equals(value)) {
                return item.path("id").asLong();
            }
        }
        return 0;
    }

    /** The items of a list. */
    JsonNode list(String path) throws BackendException {
        return service.require(Call.get(path), words).array("/items");
    }

    /** Makes a thing that runs nothing by itself: making it twice does no harm. */
    long create(String path, ObjectNode body) throws BackendException {
        Reply reply = service.require(Call.post(path, body).harmless(), words);
        JsonNode id = reply.json().path("id");
        if (!id.canConvertToLong()) {
            throw new BackendException("the answer to " + reply.call() + " lacks a number /id", Kind.TRANSIENT);
        }
        return id.asLong();
    }
}
