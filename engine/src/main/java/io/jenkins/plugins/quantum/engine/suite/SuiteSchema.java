package io.jenkins.plugins.quantum.engine.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The suite file as a JSON Schema (draft 2020-12) for editors, from the same declarations as the parser. It knows form only:
 * names that must be unique or declared elsewhere, files, presets, backend types, and which gate judges which subject are left
 * to the parser.
 */
public final class SuiteSchema {
    /** The schema's identifier. */
    public static final String ID = "urn:quantum-mlops:suite:" + Suite.VERSION;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final String GATES = "gates";

    private final ObjectNode definitions = JSON.objectNode();

    private SuiteSchema() {}

    /** The schema of suites whose gates are those of a catalogue, as indented JSON text. */
    public static String json(GateCatalog catalog) {
        ObjectNode root = JSON.objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("$id", ID)
                .put("title", "Suite of quantum tests");
        var schema = new SuiteSchema();
        root.setAll(schema.schema(SuiteFormat.of(catalog)));
        root.set("$defs", schema.definitions);
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can be written", e);
        }
    }

    private ObjectNode schema(Shape shape) {
        if (shape instanceof Shape.Fields fields) {
            return fields(fields);
        }
        if (shape instanceof Shape.Variants variants) {
            return any("oneOf", variants.forms());
        }
        if (shape instanceof Shape.Either either) {
            return either.what().equals(GateFormat.WHAT) ? gates(either) : any("anyOf", either.shapes());
        }
        if (shape instanceof Shape.ListOf list) {
            ObjectNode node = type("array").put("minItems", list.least()).put("maxItems", list.most());
            if (list.once()) {
                node.put("uniqueItems", true);
            }
            node.set("items", schema(list.item()));
            return node;
        }
        if (shape instanceof Shape.MapOf map) {
            ObjectNode node = type("object").put("minProperties", map.least());
            node.set("propertyNames", pattern(map.keyPattern()));
            node.set("additionalProperties", schema(map.value()));
            return node;
        }
        return scalar(shape);
    }

    /** The gates are large and stand in many places: written once, referred to elsewhere. */
    private ObjectNode gates(Shape.Either shape) {
        if (!definitions.has(GATES)) {
            definitions.set(GATES, any("anyOf", shape.shapes()));
        }
        return JSON.objectNode().put("$ref", "#/$defs/" + GATES);
    }

    private static ObjectNode scalar(Shape shape) {
        if (shape instanceof Shape.Num number) {
            return number(number);
        }
        if (shape instanceof Shape.Whole whole) {
            ObjectNode node = type("integer");
            bound(node, "minimum", whole.min());
            bound(node, "maximum", whole.max());
            return node;
        }
        if (shape instanceof Shape.Word word) {
            return words(word.words());
        }
        if (shape instanceof Shape.Text text) {
            ObjectNode node = pattern(text.pattern());
            if (text.bare()) {
                node.putArray("type").add("string").add("number").add("boolean");
            } else {
                node.put("type", "string");
            }
            return node;
        }
        if (shape instanceof Shape.Exactly exactly) {
            return JSON.objectNode().put("const", exactly.value());
        }
        if (shape instanceof Shape.Flag) {
            return type("boolean");
        }
        if (shape instanceof Shape.Empty) {
            return type("null");
        }
        // Refused: nothing is accepted
        ObjectNode node = JSON.objectNode();
        node.set("not", JSON.objectNode());
        return node;
    }

    private static ObjectNode number(Shape.Num shape) {
        ObjectNode node = type("number");
        bound(node, shape.openMin() ? "exclusiveMinimum" : "minimum", shape.min());
        bound(node, shape.openMax() ? "exclusiveMaximum" : "maximum", shape.max());
        if (shape.words().isEmpty()) {
            return node;
        }
        ObjectNode either = JSON.objectNode();
        either.putArray("anyOf").add(node).add(words(shape.words()));
        return either;
    }

    /** A bound; whole ones are written without a point, and what no double exceeds is none. */
    private static void bound(ObjectNode node, String keyword, double value) {
        if (Math.abs(value) < Double.MAX_VALUE) {
            if (value == Math.rint(value) && Math.abs(value) < Integer.MAX_VALUE) {
                node.put(keyword, (int) value);
            } else {
                node.put(keyword, value);
            }
        }
    }

    private ObjectNode fields(Shape.Fields shape) {
        ObjectNode node = type("object");
        ObjectNode properties = node.putObject("properties");
        ArrayNode required = JSON.arrayNode();
        for (Shape.Key key : shape.keys()) {
            ObjectNode value = JSON.objectNode().put("description", key.meaning());
            value.setAll(schema(key.shape()));
            properties.set(key.name(), value);
            if (key.required()) {
                required.add(key.name());
            }
        }
        if (!required.isEmpty()) {
            node.set("required", required);
        }
        if (shape.least() > 0) {
            node.put("minProperties", shape.least());
        }
        if (shape.rest().isPresent()) {
            node.set("propertyNames", pattern(shape.rest().get().keyPattern()));
            node.set("additionalProperties", schema(shape.rest().get().value()));
        } else {
            node.put("additionalProperties", false);
        }
        return node;
    }

    private ObjectNode any(String keyword, List<? extends Shape> shapes) {
        ObjectNode node = JSON.objectNode();
        ArrayNode alternatives = node.putArray(keyword);
        shapes.forEach(shape -> alternatives.add(schema(shape)));
        return node;
    }

    private static ObjectNode words(List<String> words) {
        ObjectNode node = JSON.objectNode();
        ArrayNode values = node.putArray("enum");
        words.forEach(values::add);
        return node;
    }

    private static ObjectNode pattern(String whole) {
        return JSON.objectNode().put("pattern", "^(?:" + whole + ")$");
    }

    private static ObjectNode type(String name) {
        return JSON.objectNode().put("type", name);
    }
}
