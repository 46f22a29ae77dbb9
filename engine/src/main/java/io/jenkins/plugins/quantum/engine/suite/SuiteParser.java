package io.jenkins.plugins.quantum.engine.suite;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Reads suite files strictly: every error of a file is reported at once, with its place and what to write instead. */
public final class SuiteParser {
    private final GateCatalog catalog;
    private final Set<String> backendTypes;
    private final Set<String> presetNames;

    /**
     * @param catalog
     *     the gates that exist
     * @param backendTypes
     *     the types that {@code backends:} may name
     * @param presetNames
     *     the noise presets
     */
    public SuiteParser(GateCatalog catalog, Set<String> backendTypes, Set<String> presetNames) {
        this.catalog = catalog;
        this.backendTypes = Set.copyOf(backendTypes);
        this.presetNames = Set.copyOf(presetNames);
    }

    /**
     * Reads a suite.
     *
     * @param fileName
     *     as the user named it, for messages
     * @param folder
     *     that the file stands in: paths in the suite are relative to it
     * @param text
     *     the file's text
     * @throws InputException
     *     with all errors in the order of the file, at most 30
     */
    public ParsedSuite parse(String fileName, Path folder, String text) {
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        var problems = new Problems(fileName, content);
        YamlNode root = new YamlReader(problems).read(content);
        if (root == null) {
            problems.throwIfAny();
            throw new IllegalStateException("an unreadable document has a problem");
        }
        Optional<Value> value = new ShapeReader(problems).read(root, SuiteFormat.of(catalog));
        var builder = new SuiteBuilder(problems, catalog, backendTypes, presetNames, ConfinedFolder.around(folder));
        Suite suite = value.map(fields -> builder.build(fileName, folder, (Value.Fields) fields))
                .orElse(null);
        problems.throwIfAny();
        return new ParsedSuite(suite, problems.warnings());
    }
}
