package io.upsurge.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * A schema registry in memory with the rules of Confluent's: ids are given once per schema over all subjects, versions count
 * from 1, a version must be compatible with earlier ones as the subject or else the whole registry demands. For development
 * and tests; nothing is kept when the process ends.
 */
public final class InMemoryRegistry implements RegistryClient {
    private final List<Schema> schemas = new ArrayList<>();
    private final Map<String, Integer> ids = new TreeMap<>();
    private final SortedMap<String, List<Integer>> subjects = new TreeMap<>();
    private final Map<String, Compatibility> compatibilities = new TreeMap<>();
    private Compatibility defaultCompatibility = Compatibility.BACKWARD;

    @Override
    public synchronized Schema byId(int id) {
        if (id < 1 || id > schemas.size()) {
            throw notFound("schema " + id, RegistryException.SCHEMA_NOT_FOUND, "Schema " + id + " not found");
        }
        return schemas.get(id - 1);
    }

    @Override
    public synchronized int lookUp(String subject, Schema schema) {
        List<Integer> versions = existing(subject);
        Integer id = ids.get(schema.toString());
        if (id == null || !versions.contains(id)) {
            throw notFound("look up in " + subject, RegistryException.SCHEMA_NOT_FOUND, "Schema not found");
        }
        return id;
    }

    @Override
    public synchronized int register(String subject, Schema schema) {
        Integer known = ids.get(schema.toString());
        List<Integer> versions = subjects.getOrDefault(subject, List.of());
        if (known != null && versions.contains(known)) {
            return known;
        }
        if (!isCompatible(subject, schema)) {
            throw new RegistryException(
                    "register under " + subject,
                    409,
                    RegistryException.INCOMPATIBLE,
                    "Schema being registered is incompatible with an earlier schema for subject \"" + subject
                            + "\", compatibility " + effectiveCompatibility(subject));
        }
        int id = ids.computeIfAbsent(schema.toString(), text -> {
            schemas.add(schema);
            return schemas.size();
        });
        subjects.computeIfAbsent(subject, name -> new ArrayList<>()).add(id);
        return id;
    }

    @Override
    public synchronized Optional<RegisteredSchema> latest(String subject) {
        List<Integer> versions = subjects.get(subject);
        return versions == null ? Optional.empty() : Optional.of(version(subject, versions.size()));
    }

    @Override
    public synchronized Optional<Compatibility> compatibility(String subject) {
        return Optional.ofNullable(compatibilities.get(subject));
    }

    @Override
    public synchronized void setCompatibility(String subject, Compatibility compatibility) {
        compatibilities.put(subject, compatibility);
    }

    @Override
    public Optional<String> mode(String subject) {
        return Optional.of("READWRITE");
    }

    @Override
    public synchronized boolean isCompatible(String subject, Schema schema) {
        List<Schema> versions = subjects.getOrDefault(subject, List.of()).stream()
                .map(this::byId)
                .toList();
        return effectiveCompatibility(subject).permits(schema, versions);
    }

    /**
     * Whether a schema may follow one version of a subject, earlier ones left aside.
     *
     * @param version counted from 1
     * @throws RegistryException if there is no such subject or version
     */
    public synchronized boolean isCompatible(String subject, Schema schema, int version) {
        List<Schema> alone = List.of(version(subject, version).schema());
        return effectiveCompatibility(subject).permits(schema, alone);
    }

    /** The subjects, sorted. */
    public synchronized List<String> subjects() {
        return List.copyOf(subjects.keySet());
    }

    /**
     * How many versions a subject has.
     *
     * @throws RegistryException if there is no such subject
     */
    public synchronized int versions(String subject) {
        return existing(subject).size();
    }

    /**
     * A version of a subject.
     *
     * @param version counted from 1
     * @throws RegistryException if there is no such subject or version
     */
    public synchronized RegisteredSchema version(String subject, int version) {
        List<Integer> versions = existing(subject);
        if (version < 1 || version > versions.size()) {
            throw notFound(
                    subject + " version " + version,
                    RegistryException.VERSION_NOT_FOUND,
                    "Version " + version + " not found");
        }
        int id = versions.get(version - 1);
        return new RegisteredSchema(id, byId(id));
    }

    /** The version number under which a subject has a schema id; 0 if it does not have it. */
    public synchronized int versionOf(String subject, int id) {
        return subjects.getOrDefault(subject, List.of()).indexOf(id) + 1;
    }

    /** The compatibility of subjects that have none of their own: BACKWARD unless set. */
    public synchronized Compatibility defaultCompatibility() {
        return defaultCompatibility;
    }

    /** Sets the compatibility of subjects that have none of their own. */
    public synchronized void setDefaultCompatibility(Compatibility compatibility) {
        defaultCompatibility = compatibility;
    }

    private Compatibility effectiveCompatibility(String subject) {
        return compatibilities.getOrDefault(subject, defaultCompatibility);
    }

    private List<Integer> existing(String subject) {
        List<Integer> versions = subjects.get(subject);
        if (versions == null) {
            throw notFound(
                    "subject " + subject, RegistryException.SUBJECT_NOT_FOUND, "Subject '" + subject + "' not found");
        }
        return versions;
    }

    private static RegistryException notFound(String what, int errorCode, String message) {
        return new RegistryException(what, 404, errorCode, message);
    }
}
