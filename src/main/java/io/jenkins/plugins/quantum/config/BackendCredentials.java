package io.jenkins.plugins.quantum.config;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Fingerprint;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * From a credential of Jenkins to the fields that a provider asks for. A secret text is the provider's only or first field, or holds
 * one {@code field: value} a line, and so does a secret file, which can also hold a JSON object; a user name and password are its first
 * two: access key id and secret access key, for example. Other plugins' kinds of credentials come as {@link CredentialKind}.
 */
final class BackendCredentials {
    private static final int LARGEST_FILE = 1 << 16;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private BackendCredentials() {}

    /** The values by field for a build, from its folder or a place above it; none where the build cannot see the credential. */
    @NonNull
    static Map<String, String> resolve(
            String backend, String id, String endpoint, BackendProvider provider, Run<?, ?> run) throws IOException {
        StandardCredentials credential =
                CredentialsProvider.findCredentialById(id, StandardCredentials.class, run, domain(endpoint));
        if (credential == null) {
            return Map.of(); // the backend itself says what it lacks, when it is asked to run something
        }
        track(run, credential);
        return values(backend, credential, provider);
    }

    /** The values by field for a job or folder, from its folder or a place above it, for what a build left that is gone. */
    @NonNull
    static Map<String, String> resolve(String backend, String id, String endpoint, BackendProvider provider, Item item)
            throws IOException {
        StandardCredentials credential = CredentialsMatchers.firstOrNull(
                CredentialsProvider.lookupCredentialsInItem(
                        StandardCredentials.class, item, ACL.SYSTEM2, domain(endpoint)),
                CredentialsMatchers.withId(id));
        return credential == null ? Map.of() : values(backend, credential, provider);
    }

    /** Once for a build: the record of a credential's use is one file for all builds, which every entry writes anew. */
    private static void track(Run<?, ?> run, StandardCredentials credential) throws IOException {
        Fingerprint known = CredentialsProvider.getFingerprintOf(credential);
        if (known == null || !known.getRangeSet(run.getParent()).includes(run.getNumber())) {
            CredentialsProvider.track(run, credential);
        }
    }

    /** The values by field for Jenkins itself, from its own credentials; none where there is no such credential. */
    @NonNull
    static Map<String, String> resolve(String backend, String id, BackendProvider provider) throws IOException {
        StandardCredentials credential = CredentialsMatchers.firstOrNull(
                CredentialsProvider.lookupCredentialsInItemGroup(
                        StandardCredentials.class, null, ACL.SYSTEM2, List.of()),
                CredentialsMatchers.withId(id));
        return credential == null ? Map.of() : values(backend, credential, provider);
    }

    private static Map<String, String> values(String backend, StandardCredentials credential, BackendProvider provider)
            throws IOException {
        String id = credential.getId();
        List<CredentialField> fields = provider.credentials();
        if (credential instanceof StringCredentials text) {
            return fields(text.getSecret().getPlainText(), fields);
        }
        if (credential instanceof FileCredentials file) {
            return file(file, fields);
        }
        if (credential instanceof StandardUsernamePasswordCredentials pair && fields.size() >= 2) {
            return Map.of(
                    fields.get(0).name(), pair.getUsername(),
                    fields.get(1).name(), pair.getPassword().getPlainText());
        }
        Optional<CredentialKind> kind =
                kinds(fields).filter(each -> each.type().isInstance(credential)).findFirst();
        if (kind.isPresent()) {
            return kind.get().values(credential);
        }
        throw new AbortException("quantumTest: the credential '" + id + "' of backend '" + backend
                + "' is of a kind that cannot be used: take a secret text or file"
                + (fields.size() >= 2 ? " or a user name with password" : ""));
    }

    /** The kinds of other plugins that hold what a provider asks for. */
    private static Stream<CredentialKind> kinds(List<CredentialField> fields) {
        return CredentialKind.all().stream().filter(kind -> kind.holds(fields));
    }

    /** What a credential's domain must cover: the address that an administrator gave, where there is one. */
    private static List<DomainRequirement> domain(String endpoint) {
        return endpoint.isEmpty()
                ? List.of()
                : URIRequirementBuilder.fromUri(endpoint).build();
    }

    private static Map<String, String> file(FileCredentials file, List<CredentialField> fields) throws IOException {
        String text;
        try (InputStream in = file.getContent()) {
            text = new String(in.readNBytes(LARGEST_FILE), StandardCharsets.UTF_8);
        }
        if (!text.stripLeading().startsWith("{")) {
            return fields(text, fields);
        }
        JsonNode json;
        try {
            json = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            // not as the cause: its message quotes the secret
            throw new AbortException("quantumTest: the file of credential '" + file.getId() + "' is no JSON");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (CredentialField field : fields) {
            if (json.path(field.name()).isTextual()) {
                values.put(field.name(), json.path(field.name()).textValue());
            }
        }
        // A key that is itself JSON, such as Google's.
        return values.isEmpty() && fields.size() == 1 ? Map.of(fields.get(0).name(), text) : values;
    }

    private static Map<String, String> fields(String text, List<CredentialField> fields) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : text.split("\\R")) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).trim();
            if (fields.stream().anyMatch(field -> field.name().equals(name))) {
                values.put(name, line.substring(colon + 1).trim());
            }
        }
        if (values.isEmpty() && !fields.isEmpty()) {
            values.put(fields.get(0).name(), text.trim());
        }
        return values;
    }

    /**
     * What an administrator can choose from; asked for only with that permission.
     *
     * @param provider
     *     whose fields a credential must hold
     */
    static ListBoxModel choices(ItemGroup<?> context, String current, BackendProvider provider) {
        List<CredentialField> fields = provider.credentials();
        List<CredentialsMatcher> usable = new ArrayList<>();
        usable.add(CredentialsMatchers.instanceOf(StringCredentials.class));
        usable.add(CredentialsMatchers.instanceOf(FileCredentials.class));
        if (fields.size() >= 2) {
            usable.add(CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class));
        }
        kinds(fields).forEach(kind -> usable.add(CredentialsMatchers.instanceOf(kind.type())));
        return new StandardListBoxModel()
                .includeEmptyValue()
                .includeMatchingAs(
                        ACL.SYSTEM2,
                        context,
                        StandardCredentials.class,
                        List.of(),
                        CredentialsMatchers.anyOf(usable.toArray(CredentialsMatcher[]::new)))
                .includeCurrentValue(current);
    }
}
