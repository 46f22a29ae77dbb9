package io.jenkins.plugins.quantum.engine.suite;

import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.util.List;

/** A YAML document as written: no scalar has a type yet, every node knows its place. */
sealed interface YamlNode {
    SourcePosition at();

    /**
     * A single value.
     *
     * @param plain
     *     whether it stands without quotes; only plain scalars can be numbers, true, false or nothing
     */
    record Scalar(String text, boolean plain, SourcePosition at) implements YamlNode {}

    /** A list. */
    record Listing(List<YamlNode> items, SourcePosition at) implements YamlNode {}

    /** A map, in the order of the file; no key twice. */
    record Mapping(List<Pair> pairs, SourcePosition at) implements YamlNode {}

    /** A key and its value. */
    record Pair(String key, SourcePosition keyAt, YamlNode value) {}
}
