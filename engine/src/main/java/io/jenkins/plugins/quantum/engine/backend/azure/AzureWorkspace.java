package io.jenkins.plugins.quantum.engine.backend.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The exchanges with a workspace and with its storage. Programs and results are blobs in one container a job; addresses of blobs carry a
 * signature that is valid for a time, and are asked for when they are needed.
 */
final class AzureWorkspace {
    private static final String VERSION = "api-version=2026-01-15-preview";
    private static final String INPUT = "inputData";
    private static final String OUTPUT = "rawOutputData";

    private final HttpService service;
    private final HttpService storage;
    private final String path;

    /**
     * A workspace.
     *
     * @param path
     *     {@code /subscriptions/…/workspaces/…}
     * @param storage
     *     for absolute addresses, which carry their own signature
     */
    AzureWorkspace(HttpService service, HttpService storage, String path) {
        this.service = service;
        this.storage = storage;
        this.path = path;
    }

    HttpService service() {
        return service;
    }

    /** The address of a job or of another part of the workspace. */
    String at(String part) {
        return path + part + "?" + VERSION;
    }

    /** The address of a job's container, or of a blob in it, with a signature. */
    private String signed(String job, String blob) throws BackendException {
        ObjectNode body = Json.object().put("containerName", container(job));
        if (!blob.isEmpty()) {
            body.put("blobName", blob);
        }
        return service.require(Call.post(at("/storage/sasUri"), body).harmless(), AzureWorkspace::words)
                .require("/sasUri");
    }

    private static String container(String job) {
        return "job-" + job;
    }

    /**
     * Puts the program where the job will read it. The service stores it once: a program that is there already, from the same submission
     * before, is left as it is.
     *
     * @return the address of the job's container, with its signature
     */
    String upload(String job, String program, String contentType) throws BackendException {
        String container = signed(job, "");
        Reply reply = storage.exchange(new Call(
                "PUT",
                within(container, INPUT, true),
                Map.of(
                        "x-ms-blob-type", "BlockBlob",
                        "x-ms-blob-content-type", contentType,
                        "If-None-Match", "*",
                        "Content-Type", "application/octet-stream"),
                program.getBytes(StandardCharsets.UTF_8),
                false));
        boolean there = reply.status() == 409 || reply.status() == 412;
        if (!reply.ok() && !there) {
            throw storage.fault(reply, "the program could not be stored");
        }
        return container;
    }

    /** The address of the program in a container, without a signature. */
    static String program(String container) {
        return within(container, INPUT, false);
    }

    private static String within(String container, String blob, boolean signature) {
        int query = container.indexOf('?');
        String place = query < 0 ? container : container.substring(0, query);
        return place + "/" + blob + (signature && query >= 0 ? container.substring(query) : "");
    }

    /**
     * The results of a job.
     *
     * @param address
     *     as the job names it; the blob's name is its last part
     * @throws BackendException
     *     {@link Kind#TRANSIENT} also when the job has succeeded but its results are not readable yet, which happens
     */
    JsonNode download(String job, String address) throws BackendException {
        int query = address.indexOf('?');
        String place = query < 0 ? address : address.substring(0, query);
        String blob = place.substring(place.lastIndexOf('/') + 1);
        Reply reply = storage.exchange(Call.get(signed(job, blob.isEmpty() ? OUTPUT : blob)));
        if (reply.status() == 404) {
            throw storage.fault(reply, "the results are not there yet", Kind.TRANSIENT);
        }
        if (!reply.ok()) {
            throw storage.fault(reply, "the results could not be read");
        }
        return reply.json();
    }

    /** {@code {"error": {"code", "message"}}}. */
    static String words(Reply reply) {
        return reply.explanation(body -> {
            JsonNode error = body.path("error");
            return (error.path("code").asText("") + " " + error.path("message").asText("")).strip();
        });
    }
}
