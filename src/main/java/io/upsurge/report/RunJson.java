package io.upsurge.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A run and where it comes from as JSON, in ASCII, on one line. Numbers have six significant digits; what is not known is
 * null. It may stand inside a script element whatever the names in it are: {@code <}, {@code >} and {@code &} are escaped.
 */
public final class RunJson {
    private static final String FORMAT = "upsurge-replay-report/1";
    private static final MathContext SIX_DIGITS = new MathContext(6);
    private static final double WHOLE = 1e15;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .addModule(new SimpleModule()
                    .addSerializer(Double.class, new Rounded())
                    .addSerializer(double.class, new Rounded())
                    .addSerializer(OptionalDouble.class, new Maybe())
                    .addSerializer(Enum.class, new Word()))
            .build();

    private RunJson() {}

    /** Everything in the report. */
    record Document(String format, RecordedRun run, Provenance provenance) {}

    static String of(RecordedRun run, Provenance provenance) {
        JsonMapper json = JSON.copy();
        json.getFactory().setCharacterEscapes(new Harmless());
        try {
            return json.writeValueAsString(new Document(FORMAT, run, provenance));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Anything made of records of the report: the same numbers and words, in UTF-8. */
    public static byte[] bytes(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(double value, JsonGenerator json) throws IOException {
        if (!Double.isFinite(value)) {
            json.writeNull();
        } else if (value == Math.rint(value) && Math.abs(value) < WHOLE) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(new BigDecimal(value).round(SIX_DIGITS).doubleValue());
        }
    }

    private static final class Rounded extends JsonSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
            write(value, json);
        }
    }

    private static final class Maybe extends JsonSerializer<OptionalDouble> {
        @Override
        public void serialize(OptionalDouble value, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            write(value.orElse(Double.NaN), json);
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class Word extends JsonSerializer<Enum> {
        @Override
        public void serialize(Enum value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }

    /** Nothing that HTML could take for its own. */
    private static final class Harmless extends CharacterEscapes {
        private static final long serialVersionUID = 1;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = CharacterEscapes.standardAsciiEscapesForJSON();
            codes['<'] = CharacterEscapes.ESCAPE_CUSTOM;
            codes['>'] = CharacterEscapes.ESCAPE_CUSTOM;
            codes['&'] = CharacterEscapes.ESCAPE_CUSTOM;
            return codes;
        }

        @Override
        public SerializableString getEscapeSequence(int character) {
            return new SerializedString(String.format(Locale.ROOT, "\\u%04X", character));
        }
    }
}
