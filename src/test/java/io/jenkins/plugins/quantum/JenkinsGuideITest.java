package io.jenkins.plugins.quantum;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.GroovyShell;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.quantum.config.AerBackendConfiguration;
import io.jenkins.plugins.quantum.config.BackendOption;
import io.jenkins.plugins.quantum.config.BuiltinBackendConfiguration;
import io.jenkins.plugins.quantum.config.CloudBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.steps.QuantumTestStep;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What {@code docs/jenkins.md} promises. */
class JenkinsGuideITest {
    private static final Path GUIDE = Path.of("docs", "jenkins.md");
    private static final Pattern CALL = Pattern.compile("quantumTest ([^\\n]*)");
    private static final Pattern OPTION = Pattern.compile("(\\w+): ");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| ");

    private static List<String> examples(String language) throws IOException {
        List<String> examples = Pattern.compile("(?s)```" + language + "\\n(.*?)```")
                .matcher(Files.readString(GUIDE))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(examples).isNotEmpty();
        return examples;
    }

    private static Set<String> options() {
        return DescribableModel.of(QuantumTestStep.class).getParameters().stream()
                .map(DescribableParameter::getName)
                .collect(Collectors.toSet());
    }

    @Test
    @WithJenkins
    void shouldConfigureWhatItsYamlSays(JenkinsRule jenkins, @TempDir Path folder) throws Exception {
        List<QuantumBackendConfiguration> configured = new ArrayList<>();
        var exported = new ByteArrayOutputStream();
        for (String yaml : examples("yaml")) {
            Path file = Files.writeString(folder.resolve("jenkins.yaml"), yaml);
            ConfigurationAsCode.get().configure(file.toString());
            configured.addAll(QuantumGlobalConfiguration.get().getBackends());
            ConfigurationAsCode.get().export(exported);
        }

        assertThat(configured)
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOfSatisfying(AerBackendConfiguration.class, aer -> {
                            assertThat(aer.getName()).isEqualTo("aer-lab");
                            assertThat(aer.getPython()).isEqualTo("/opt/aer/bin/python");
                        }),
                        second -> assertThat(second).isInstanceOf(BuiltinBackendConfiguration.class),
                        third -> assertThat(third).isInstanceOfSatisfying(CloudBackendConfiguration.class, cloud -> {
                            assertThat(cloud.getType()).isEqualTo("braket");
                            assertThat(cloud.getCredentialsId()).isEqualTo("quantum-aws");
                            assertThat(cloud.getOptions())
                                    .extracting(BackendOption::getName)
                                    .contains("device", "region");
                        }));
        assertThat(exported.toString(StandardCharsets.UTF_8))
                .contains("python: \"/opt/aer/bin/python\"")
                .contains("name: \"simulator\"")
                .contains("credentialsId: \"quantum-aws\"");
    }

    @Test
    @WithJenkins
    void shouldNameTheOptionsThatTheStepHas(JenkinsRule jenkins) throws Exception {
        Set<String> options = options();

        for (String pipeline : examples("groovy")) {
            new GroovyShell().parse(pipeline);
            List<String> calls =
                    CALL.matcher(pipeline).results().map(call -> call.group(1)).toList();
            assertThat(calls).isNotEmpty();
            for (String call : calls) {
                assertThat(OPTION.matcher(call).results().map(option -> option.group(1)))
                        .isNotEmpty()
                        .isSubsetOf(options);
            }
        }
        String table = Files.readString(GUIDE).split("## Options")[1].split("\n## ")[0];

        assertThat(ROW.matcher(table).results().map(row -> row.group(1))).containsExactlyInAnyOrderElementsOf(options);
    }
}
