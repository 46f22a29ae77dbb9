package io.jenkins.plugins.quantum.engine.suite;

import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.Event.ID;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads one YAML document from hostile text: plain maps, lists and scalars. Anchors, aliases, tags and further documents are
 * refused; size and depth are bounded. Works on SnakeYAML's events, which keep what was written; its node API has already
 * resolved tags by the rules of YAML 1.1.
 */
final class YamlReader {
    static final int LONGEST_TEXT = 1 << 20;
    static final int DEEPEST_NESTING = 50;
    private static final int MOST_VALUES = 100_000;
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    /** Unwinds the recursion after a problem that nothing behind it can be read past. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable() {
            super(null, null, false, false);
        }
    }

    private final Problems problems;
    private Iterator<Event> events;
    private boolean hasAlias;
    private int values;

    YamlReader(Problems problems) {
        this.problems = problems;
    }

    /** The document's root, or null when problems made it unreadable. */
    YamlNode read(String text) {
        if (!readable(text)) {
            return null;
        }
        var options = new LoaderOptions();
        options.setCodePointLimit(LONGEST_TEXT);
        try {
            events = new Yaml(options).parse(new StringReader(text)).iterator();
            return document();
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
            var words = YamlSyntaxWords.of(String.valueOf(e.getProblem()));
            problems.error(mark == null ? problems.at(0, 0) : at(mark), words.message(), words.advice());
        } catch (YAMLException e) {
            problems.error(problems.at(0, 0), "expected YAML, found what cannot be read as such", "");
        } catch (Unreadable e) {
            // the problem is already listed
        }
        return null;
    }

    private boolean readable(String text) {
        if (text.length() > LONGEST_TEXT) {
            problems.error(
                    problems.at(0, 0),
                    "expected a suite of at most 1 MB, found a larger file",
                    "keep data and circuits in files of their own");
            return false;
        }
        int line = 0;
        int column = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (!StreamReader.isPrintable(c) || c == BYTE_ORDER_MARK) {
                problems.error(
                        problems.at(line, column),
                        String.format("expected text, found the character U+%04X", c),
                        c == 0 ? "this looks like a binary file; name the suite file" : "remove the character");
                return false;
            }
            i += Character.charCount(c);
            boolean lineEnds = c == '\n'
                    || c == '\r' && !(i < text.length() && text.charAt(i) == '\n')
                    || c == 0x85
                    || c == 0x2028
                    || c == 0x2029;
            line = lineEnds ? line + 1 : line;
            column = lineEnds ? 0 : column + 1;
        }
        return true;
    }

    private YamlNode document() {
        events.next();
        if (!events.next().is(ID.DocumentStart)) {
            problems.error(problems.at(0, 0), "expected a suite, found an empty file", Problems.STARTER);
            return null;
        }
        YamlNode root = node(events.next(), 0);
        events.next();
        Event next = events.next();
        if (!next.is(ID.StreamEnd)) {
            problems.error(
                    at(next.getStartMark()),
                    "expected the end of the file, found a second document",
                    "keep one suite in a file");
        }
        return hasAlias ? null : root;
    }

    private YamlNode node(Event event, int depth) {
        SourcePosition at = at(event.getStartMark());
        if (depth > DEEPEST_NESTING) {
            problems.error(at, "expected at most " + DEEPEST_NESTING + " levels of nesting, found more", "");
            throw new Unreadable();
        }
        values++;
        if (values > MOST_VALUES) {
            problems.error(at, "expected at most 100 000 keys and values, found more", "");
            throw new Unreadable();
        }
        if (event instanceof AliasEvent alias) {
            problems.error(
                    at,
                    "expected a value, found the alias *" + alias.getAnchor(),
                    "suites have no aliases; write the value again");
            hasAlias = true;
            return new YamlNode.Scalar("", true, at);
        }
        if (((NodeEvent) event).getAnchor() != null) {
            problems.error(
                    at,
                    "expected a value, found the anchor &" + ((NodeEvent) event).getAnchor(),
                    "suites have no anchors and aliases; write the value where it is needed");
        }
        if (event instanceof SequenceStartEvent start) {
            refuseTag(start.getTag(), at);
            return listing(at, depth);
        }
        if (event instanceof MappingStartEvent start) {
            refuseTag(start.getTag(), at);
            return mapping(at, depth);
        }
        var scalar = (ScalarEvent) event;
        refuseTag(scalar.getTag(), at);
        return new YamlNode.Scalar(scalar.getValue(), scalar.isPlain(), at);
    }

    private void refuseTag(String tag, SourcePosition at) {
        if (tag != null) {
            problems.error(
                    at,
                    "expected a plain value, found the tag " + Scalars.quote(tag.replace("tag:yaml.org,2002:", "!!")),
                    "remove the tag; the suite knows what each value must be");
        }
    }

    private YamlNode listing(SourcePosition at, int depth) {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = events.next(); !event.is(ID.SequenceEnd); event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new YamlNode.Listing(items, at);
    }

    private YamlNode mapping(SourcePosition at, int depth) {
        List<YamlNode.Pair> pairs = new ArrayList<>();
        Map<String, SourcePosition> seen = new HashMap<>();
        for (Event event = events.next(); !event.is(ID.MappingEnd); event = events.next()) {
            YamlNode key = node(event, depth + 1);
            YamlNode value = node(events.next(), depth + 1);
            if (!(key instanceof YamlNode.Scalar name)) {
                problems.error(key.at(), "expected a key, found " + Scalars.describe(key), "keys are single words");
                continue;
            }
            SourcePosition first = seen.putIfAbsent(name.text(), name.at());
            if (first == null) {
                pairs.add(new YamlNode.Pair(name.text(), name.at(), value));
            } else {
                problems.error(
                        name.at(),
                        "expected each key once, found " + Scalars.quote(name.text()) + " again",
                        "it stands first at " + first + "; keep one of the two");
            }
        }
        return new YamlNode.Mapping(pairs, at);
    }

    private SourcePosition at(Mark mark) {
        return problems.at(mark.getLine(), mark.getColumn());
    }
}
