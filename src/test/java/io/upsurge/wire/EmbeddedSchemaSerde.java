package io.upsurge.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Stands for a vendor's serde: works with Avro's own class look-up, carries the schema in every record, wraps failures. */
public final class EmbeddedSchemaSerde implements Serde<SpecificRecord> {
    /** What the next record read fails with, by the text of the {@code fail} setting. */
    static final Map<String, Throwable> FAILURES = Map.of(
            "connection", new IOException("Connection refused"),
            "unknown", new RestClientException(404, 40403),
            "busy", new RestClientException(503, 50301),
            "forbidden", new RestClientException(403, 40301));

    private final Map<String, Object> config = new HashMap<>();

    /** Named as the vendor's. */
    public static final class RestClientException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final int errorCode;

        RestClientException(int status, int errorCode) {
            super("error code " + errorCode);
            this.status = status;
            this.errorCode = errorCode;
        }

        public int getStatus() {
            return status;
        }

        public int getErrorCode() {
            return errorCode;
        }
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        config.putAll(configs);
    }

    @Override
    public Serializer<SpecificRecord> serializer() {
        return (topic, record) -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                out.write(WireFormat.header(1));
                out.writeUTF(record.getSchema().toString());
                out.flush();
                var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
                new SpecificDatumWriter<SpecificRecord>(record.getSchema()).write(record, encoder);
                return bytes.toByteArray();
            } catch (IOException e) {
                throw new SerializationException(e);
            }
        };
    }

    @Override
    public Deserializer<SpecificRecord> deserializer() {
        return (topic, value) -> {
            Throwable failure = FAILURES.get(String.valueOf(config.get("fail")));
            if (failure != null) {
                throw new SerializationException("Error retrieving Avro schema", failure);
            }
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
                in.skipBytes(WireFormat.HEADER_BYTES);
                Schema schema = new Schema.Parser().parse(in.readUTF());
                return new SpecificDatumReader<SpecificRecord>(schema)
                        .read(null, DecoderFactory.get().directBinaryDecoder(in, null));
            } catch (IOException e) {
                throw new SerializationException(e);
            }
        };
    }
}
