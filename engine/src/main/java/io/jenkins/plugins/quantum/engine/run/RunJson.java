package io.jenkins.plugins.quantum.engine.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/** The JSON of runs: stable order, no half numbers: what is not a finite number is written as null and read back as NaN. */
public final class RunJson {
    /** Compact, one line. */
    public static final ObjectMapper MAPPER = mapper();

    private RunJson() {}

    private static ObjectMapper mapper() {
        var numbers = new SimpleModule("finite numbers");
        var finite = new JsonSerializer<Double>() {
            @Override
            public void serialize(Double value, JsonGenerator out, SerializerProvider provider) throws IOException {
                if (Double.isFinite(value)) {
                    out.writeNumber(value);
                } else {
                    out.writeNull();
                }
            }
        };
        numbers.addSerializer(Double.class, finite);
        numbers.addSerializer(double.class, finite);
        numbers.addDeserializer(double.class, new NullAsNan());
        numbers.addDeserializer(Double.class, new NullAsNan());
        return JsonMapper.builder()
                .addModule(numbers)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .serializationInclusion(JsonInclude.Include.ALWAYS)
                .build();
    }
}
