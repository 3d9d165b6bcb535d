package io.upsurge.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * Confluent's own registry client, and the coder that puts it to use in Flink, out of a jar that also holds an old Guava and
 * much else: it is loaded apart from our class path and used by reflection.
 */
final class VendorClient implements AutoCloseable {
    private static final String AVRO = "org.apache.flink.avro.shaded.org.apache.avro.";
    private static final String CONFLUENT =
            "org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.";
    private static final String CODER = "org.apache.flink.formats.avro.registry.confluent.ConfluentSchemaRegistryCoder";

    private final URLClassLoader loader;
    private final Object client;

    VendorClient(Path jar, String url) throws Exception {
        this.loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, new LoggingOnly());
        this.client = type(CONFLUENT + "client.CachedSchemaRegistryClient")
                .getConstructor(String.class, int.class)
                .newInstance(url, 10);
    }

    /** Lets the jar see the JDK and the logging interface, which it does not bring. */
    private static final class LoggingOnly extends ClassLoader {
        private LoggingOnly() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.slf4j.")) {
                return VendorClient.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }

    int register(String subject, String schema) throws Exception {
        return (int) client.getClass()
                .getMethod("register", String.class, type(CONFLUENT + "ParsedSchema"))
                .invoke(client, subject, parsed(schema));
    }

    int lookUp(String subject, String schema) throws Exception {
        return (int) client.getClass()
                .getMethod("getId", String.class, type(CONFLUENT + "ParsedSchema"))
                .invoke(client, subject, parsed(schema));
    }

    String byId(int id) throws Exception {
        Object schema = client.getClass().getMethod("getSchemaById", int.class).invoke(client, id);
        return (String)
                type(CONFLUENT + "ParsedSchema").getMethod("canonicalString").invoke(schema);
    }

    /** The header that the vendor writes before a record of a schema, which it registers. */
    byte[] header(String subject, String schema) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Object avro = type(CONFLUENT + "avro.AvroSchema").getMethod("rawSchema").invoke(parsed(schema));
        type(CODER)
                .getMethod("writeSchema", type(AVRO + "Schema"), OutputStream.class)
                .invoke(coder(subject), avro, out);
        return out.toByteArray();
    }

    /** The schema that the vendor finds for the header of a record. */
    String schemaOf(String subject, byte[] value) throws Exception {
        return type(CODER)
                .getMethod("readSchema", InputStream.class)
                .invoke(coder(subject), new ByteArrayInputStream(value))
                .toString();
    }

    private Object coder(String subject) throws Exception {
        return type(CODER)
                .getConstructor(String.class, type(CONFLUENT + "client.SchemaRegistryClient"))
                .newInstance(subject, client);
    }

    private Object parsed(String schema) throws Exception {
        return type(CONFLUENT + "avro.AvroSchema").getConstructor(String.class).newInstance(schema);
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(name, true, loader);
    }

    @Override
    public void close() throws Exception {
        loader.close();
    }
}
