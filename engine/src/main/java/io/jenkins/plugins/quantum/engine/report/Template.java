package io.jenkins.plugins.quantum.engine.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page with holes, filled in one pass, so that a value that looks like a hole stays text. <code>{{name}}</code> is escaped for HTML, <code>{{{name}}}</code> is not;
 * <code>{{#name}}…{{/name}}</code> repeats for each map of a list, or stands once where the value is true; names that an inner map lacks are looked up outside.
 */
final class Template {
    private static final Pattern HOLE = Pattern.compile("\\{\\{(\\{|#|/)?([a-zA-Z]+)\\}?\\}\\}");

    private sealed interface Part {}

    private record Text(String text) implements Part {}

    private record Hole(String name, boolean raw) implements Part {}

    private record Section(String name, List<Part> parts) implements Part {}

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = parts;
    }

    /** The text of a resource beside this class. */
    static String resource(String name) {
        try (InputStream in = Template.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Parses a template. */
    static Template of(String source) {
        Deque<Section> open = new ArrayDeque<>();
        open.push(new Section("", new ArrayList<>()));
        Matcher hole = HOLE.matcher(source);
        int from = 0;
        while (hole.find()) {
            open.element().parts().add(new Text(source.substring(from, hole.start())));
            from = hole.end();
            String sigil = hole.group(1);
            if ("#".equals(sigil)) {
                open.push(new Section(hole.group(2), new ArrayList<>()));
            } else if ("/".equals(sigil)) {
                Section closed = open.pop();
                if (open.isEmpty() || !closed.name().equals(hole.group(2))) {
                    throw new IllegalArgumentException("section " + hole.group(2) + " is closed but not open");
                }
                open.element().parts().add(closed);
            } else {
                open.element().parts().add(new Hole(hole.group(2), "{".equals(sigil)));
            }
        }
        open.element().parts().add(new Text(source.substring(from)));
        if (open.size() > 1) {
            throw new IllegalArgumentException("section " + open.element().name() + " is not closed");
        }
        return new Template(open.element().parts());
    }

    /** Fills the holes. */
    String fill(Map<String, ?> values) {
        var page = new StringBuilder();
        Deque<Map<String, ?>> scope = new ArrayDeque<>();
        scope.push(values);
        fill(page, parts, scope);
        return page.toString();
    }

    private static void fill(StringBuilder page, List<Part> parts, Deque<Map<String, ?>> scope) {
        for (Part part : parts) {
            if (part instanceof Text text) {
                page.append(text.text());
            } else if (part instanceof Hole hole) {
                String value = value(hole.name(), scope).toString();
                page.append(hole.raw() ? value : escape(value));
            } else if (part instanceof Section section) {
                section(page, section, scope);
            }
        }
    }

    private static void section(StringBuilder page, Section section, Deque<Map<String, ?>> scope) {
        Object value = value(section.name(), scope);
        if (value instanceof List<?> list) {
            for (Object item : list) {
                scope.push(map(item));
                fill(page, section.parts(), scope);
                scope.pop();
            }
        } else if (Boolean.TRUE.equals(value)) {
            fill(page, section.parts(), scope);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> map(Object item) {
        return (Map<String, ?>) item;
    }

    private static Object value(String name, Deque<Map<String, ?>> scope) {
        for (Map<String, ?> values : scope) {
            Object value = values.get(name);
            if (value != null) {
                return value;
            }
        }
        throw new IllegalArgumentException("the template asks for " + name + ", which nobody gave");
    }

    /** Right between tags and within quoted attributes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
