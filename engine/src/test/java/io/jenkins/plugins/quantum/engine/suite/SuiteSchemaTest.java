package io.jenkins.plugins.quantum.engine.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SuiteSchemaTest {
    /** What is right in form and wrong in meaning: the parser alone sees it. */
    private static final Set<String> MEANING = Set.of(
            "gate-for-model-only",
            "problem-with-noise",
            "circuit-gate-for-a-problem",
            "model-gate-for-a-kernel",
            "threshold-without-classes",
            "accuracy-of-numbers",
            "missing-option",
            "duplicate-test",
            "secret",
            "unknown-backend-type",
            "override-of-unknown-profile",
            "unknown-preset",
            "path-leads-out",
            "absolute-path",
            "t2-too-long",
            "all-gates-off",
            "outcomes-of-two-lengths",
            "bits-of-wrong-length",
            "data-without-model");

    /** What is no YAML of ours: no editor gets as far as a schema. */
    private static final Set<String> SYNTAX = Set.of("duplicate-key", "tab", "colon-in-text", "unclosed-list", "alias");

    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SuiteSchema.json(new TestGates()));

    static List<Path> bad() throws IOException, URISyntaxException {
        return BadSuitesTest.suites();
    }

    static List<String> good() throws IOException {
        List<String> suites = new ArrayList<>(SuiteDocumentTest.suites());
        suites.add(SuiteParserTest.FULL);
        return suites;
    }

    @Test
    void shouldBeAValidSchemaItself() throws IOException {
        JsonSchema meta = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(URI.create("https://json-schema.org/draft/2020-12/schema"));
        JsonNode schema = new ObjectMapper().readTree(SuiteSchema.json(new TestGates()));

        assertThat(meta.validate(schema)).isEmpty();
    }

    @Test
    void shouldDescribeEveryKeyForEditors() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(SuiteSchema.json(new TestGates()));

        List<String> undescribed = new ArrayList<>();
        int keys = undescribed(schema, undescribed);

        assertThat(undescribed).isEmpty();
        assertThat(keys).isGreaterThan(50);
    }

    /** Adds the keys without a description and returns how many keys there are. */
    private static int undescribed(JsonNode schema, List<String> found) {
        int keys = 0;
        for (var entry : schema.path("properties").properties()) {
            keys++;
            if (entry.getValue().path("description").asText().isBlank()) {
                found.add(entry.getKey());
            }
        }
        for (JsonNode child : schema) {
            keys += undescribed(child, found);
        }
        return keys;
    }

    @ParameterizedTest
    @MethodSource("good")
    void shouldAcceptWhatTheParserAccepts(String suite) {
        TestGates.parse(suite);

        assertThat(SCHEMA.validate(json(suite))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void shouldRefuseInFormWhatTheParserRefuses(Path file) throws IOException {
        String name = String.valueOf(file.getFileName()).replaceAll("^\\d+-|\\.yml$", "");
        if (SYNTAX.contains(name)) {
            assertThat(problemsOf(Files.readString(file)).any()).isTrue();
            return;
        }

        boolean valid = SCHEMA.validate(json(Files.readString(file))).isEmpty();

        assertThat(valid).isEqualTo(MEANING.contains(name));
    }

    private static Problems problemsOf(String text) {
        var problems = new Problems("quantum.yml", text);
        new YamlReader(problems).read(text);
        return problems;
    }

    private static JsonNode json(String suite) {
        return json(new YamlReader(new Problems("quantum.yml", suite)).read(suite));
    }

    /** As an editor reads it: scalars by the core schema of YAML 1.2. */
    private static JsonNode json(YamlNode node) {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        if (node instanceof YamlNode.Listing list) {
            var array = factory.arrayNode();
            list.items().forEach(item -> array.add(json(item)));
            return array;
        }
        if (node instanceof YamlNode.Mapping map) {
            var object = factory.objectNode();
            map.pairs().forEach(pair -> object.set(pair.key(), json(pair.value())));
            return object;
        }
        var scalar = (YamlNode.Scalar) node;
        if (Scalars.isNothing(node)) {
            return factory.nullNode();
        }
        if (Scalars.isFlag(scalar)) {
            return factory.booleanNode(Boolean.parseBoolean(scalar.text()));
        }
        if (Scalars.isNumber(scalar)) {
            double number = Scalars.number(scalar.text()).orElseThrow();
            return number == Math.rint(number) ? factory.numberNode((long) number) : factory.numberNode(number);
        }
        return factory.textNode(scalar.text());
    }
}
