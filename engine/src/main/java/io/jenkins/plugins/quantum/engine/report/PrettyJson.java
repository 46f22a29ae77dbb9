package io.jenkins.plugins.quantum.engine.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.jenkins.plugins.quantum.engine.run.RunJson;

/** JSON for people and for version control: the same value gives the same bytes on every machine. */
final class PrettyJson {
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter WRITER = RunJson.MAPPER.writer(new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(INDENT)
            .withArrayIndenter(INDENT));

    private PrettyJson() {}

    /** Two blanks a level, lines ended by LF. */
    static String write(Object plainData) {
        try {
            return WRITER.writeValueAsString(plainData) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("expected plain data", e);
        }
    }
}
