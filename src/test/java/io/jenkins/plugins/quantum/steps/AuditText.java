package io.jenkins.plugins.quantum.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jvnet.hudson.test.JenkinsRule;

/** The audit log as its files have it. */
final class AuditText {
    private AuditText() {}

    static String of(JenkinsRule jenkins) throws IOException {
        try (Stream<Path> files =
                Files.walk(jenkins.jenkins.getRootDir().toPath().resolve("quantum/audit"))) {
            var text = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        }
    }
}
