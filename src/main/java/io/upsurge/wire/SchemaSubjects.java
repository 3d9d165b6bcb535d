package io.upsurge.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** The contracts under the subjects of their topics, and the compatibility they must keep. */
public final class SchemaSubjects {
    /** What every subject must keep at least: records of any age can be read. */
    public static final Compatibility REQUIRED = Compatibility.BACKWARD_TRANSITIVE;

    private final Map<String, Schema> schemas;

    private SchemaSubjects(Map<String, Schema> schemas) {
        this.schemas = schemas;
    }

    /** The subjects for topics of these names. */
    public static SchemaSubjects ofTopics(
            String samples, String rollouts, String versionRates, String anomalies, String anomaliesOpen) {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        schemas.put(valueSubject(samples), ContractSchemas.nodeSample());
        schemas.put(valueSubject(rollouts), ContractSchemas.rolloutFact());
        schemas.put(valueSubject(versionRates), ContractSchemas.versionRate());
        schemas.put(valueSubject(anomalies), ContractSchemas.anomaly());
        schemas.put(valueSubject(anomaliesOpen), ContractSchemas.anomaly());
        return new SchemaSubjects(schemas);
    }

    /** The subject of a topic's values. */
    public static String valueSubject(String topic) {
        return topic + "-value";
    }

    /** The subjects. */
    public List<String> subjects() {
        return List.copyOf(schemas.keySet());
    }

    /**
     * Registers every contract and sets the compatibility of its subject, and reads it back: some registries demand nothing
     * unless told. A stricter compatibility stays. Doing it again changes nothing.
     *
     * @throws RegistryException if the registry refuses, for instance a contract that earlier versions forbid
     * @throws RegistryUnavailableException if it cannot be asked
     * @throws IllegalStateException if the compatibility was set but is not what the registry then says
     */
    public void register(RegistryClient registry) {
        schemas.forEach((subject, schema) -> {
            if (registry.latest(subject).isPresent()) {
                requireCompatibility(registry, subject);
                registry.register(subject, schema);
            } else {
                registry.register(subject, schema);
                requireCompatibility(registry, subject);
            }
        });
    }

    /**
     * A subject as the registry has it.
     *
     * @param subject its name
     * @param schema full name of the contract
     * @param registered whether it has this release's schema
     * @param compatibility what is set for the subject itself; empty where only the registry's default holds
     */
    public record State(String subject, String schema, boolean registered, Optional<Compatibility> compatibility) {

        /** Whether what is set keeps what every subject must keep. */
        public boolean isStrictEnough() {
            return isEnough(compatibility);
        }

        /** Whether something is set that keeps less. */
        public boolean isTooWeak() {
            return compatibility.isPresent() && !isStrictEnough();
        }

        /** What is not as {@link #register} leaves it; empty if all is well. */
        public Optional<String> problem() {
            if (!registered) {
                return Optional.of("subject " + subject + " does not have this release's schema " + schema);
            }
            return isStrictEnough()
                    ? Optional.empty()
                    : Optional.of("subject " + subject + " has compatibility "
                            + compatibility.map(Compatibility::name).orElse("not set") + ", must be at least "
                            + REQUIRED);
        }
    }

    /**
     * Each subject as the registry has it. Changes nothing.
     *
     * @throws RegistryException if the registry refuses to answer
     * @throws RegistryUnavailableException if it cannot be asked
     */
    public List<State> states(RegistryClient registry) {
        List<State> states = new ArrayList<>();
        schemas.forEach((subject, schema) -> states.add(new State(
                subject, schema.getFullName(), has(registry, subject, schema), registry.compatibility(subject))));
        return states;
    }

    /**
     * What is not as {@link #register} leaves it, one text per finding; empty if all is well. Changes nothing.
     *
     * @throws RegistryException if the registry refuses to answer
     * @throws RegistryUnavailableException if it cannot be asked
     */
    public List<String> problems(RegistryClient registry) {
        return states(registry).stream()
                .flatMap(state -> state.problem().stream())
                .toList();
    }

    private static boolean has(RegistryClient registry, String subject, Schema schema) {
        try {
            registry.lookUp(subject, schema);
            return true;
        } catch (RegistryException e) {
            if (e.notFound()) {
                return false;
            }
            throw e;
        }
    }

    private static void requireCompatibility(RegistryClient registry, String subject) {
        if (isEnough(registry.compatibility(subject))) {
            return;
        }
        registry.setCompatibility(subject, REQUIRED);
        Optional<Compatibility> set = registry.compatibility(subject);
        if (!isEnough(set)) {
            throw new IllegalStateException("compatibility of subject " + subject + " was set to " + REQUIRED
                    + ", but the registry says " + set.map(Compatibility::name).orElse("not set"));
        }
    }

    private static boolean isEnough(Optional<Compatibility> set) {
        return set.filter(found -> found.implies(REQUIRED)).isPresent();
    }
}
