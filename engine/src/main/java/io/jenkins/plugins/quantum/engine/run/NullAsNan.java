package io.jenkins.plugins.quantum.engine.run;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.io.Serial;

/** Reads a number that may be missing. */
final class NullAsNan extends StdDeserializer<Double> {
    @Serial
    private static final long serialVersionUID = 1L;

    NullAsNan() {
        super(double.class);
    }

    @Override
    public Double deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return parser.getDoubleValue();
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
        return Double.NaN;
    }
}
