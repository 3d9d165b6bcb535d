package io.upsurge.app;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Helm makes of the chart.
 *
 * @param objects the objects
 * @param text the same as Helm prints it
 */
record Chart(List<HasMetadata> objects, String text) {
    static final Path FOLDER = Path.of("helm/upsurge");
    private static final Pattern SEPARATOR = Pattern.compile("(?m)^---\\s*$");
    private static final String NOTES = """
            {{- define "notes" }}%s{{ end -}}
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: notes
            data:
              text: {{ include "notes" . | toJson }}
            """;
    private static final Path WITH_HOOKS = withHooks();
    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

    /** Names of the files below {@code ci}, each a whole way to use the chart. */
    static List<String> valuesFiles() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("ci"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /**
     * Renders it for a release {@code up} in the namespace {@code watch-tower}.
     *
     * @param values name of a file below {@code ci}
     * @param more further values
     * @throws IllegalStateException if Helm refuses the values; it says why
     */
    static Chart render(String values, UnaryOperator<TemplateCommand> more) {
        return renderFile(FOLDER.resolve("ci").resolve(values), more);
    }

    /** As {@link #render(String, UnaryOperator)}, with values from anywhere. */
    static Chart renderFile(Path values, UnaryOperator<TemplateCommand> more) {
        return of(text(WITH_HOOKS, values, more));
    }

    /** What Helm prints of a copy of the chart, with values from anywhere. */
    static String text(Path folder, Path values, UnaryOperator<TemplateCommand> more) {
        TemplateCommand command = new Helm(folder)
                .template()
                .withName("up")
                .withNamespace("watch-tower")
                .withKubeVersion("1.31.0")
                .withValuesFile(values);
        return more.apply(command).call();
    }

    private static Chart of(String text) {
        List<HasMetadata> objects = SEPARATOR
                .splitAsStream(text)
                .filter(part -> part.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#")))
                .map(part -> (HasMetadata) KUBERNETES.unmarshal(part))
                .toList();
        return new Chart(objects, text);
    }

    static Chart render(String values) {
        return render(values, command -> command);
    }

    /** The objects as Helm prints them. */
    List<String> parts() {
        return SEPARATOR.splitAsStream(text).toList();
    }

    /** The objects of a type. */
    <T extends HasMetadata> List<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** What every pod is made from, by kind and name of what makes it. */
    Map<String, PodSpec> pods() {
        Map<String, PodSpec> pods = new TreeMap<>();
        all(StatefulSet.class)
                .forEach(it -> pods.put(name(it), it.getSpec().getTemplate().getSpec()));
        all(Deployment.class)
                .forEach(it -> pods.put(name(it), it.getSpec().getTemplate().getSpec()));
        all(Job.class)
                .forEach(it -> pods.put(name(it), it.getSpec().getTemplate().getSpec()));
        all(Pod.class).forEach(it -> pods.put(name(it), it.getSpec()));
        return pods;
    }

    /** The configurations, by the name of their file. */
    Map<String, String> configs() {
        return all(ConfigMap.class).stream()
                .filter(map -> map.getData().containsKey("pipeline.yaml"))
                .findFirst()
                .orElseThrow()
                .getData();
    }

    /** What is said after an installation. */
    String notes() {
        return all(ConfigMap.class).stream()
                .filter(map -> map.getMetadata().getName().equals("notes"))
                .findFirst()
                .orElseThrow()
                .getData()
                .get("text");
    }

    /** Kind and name; of a Job without the part that changes with the configuration. */
    private static String name(HasMetadata object) {
        String name = object.getMetadata().getName();
        return object.getKind() + '/' + (object instanceof Job ? name.replaceAll("-[0-9a-f]{8}$", "") : name);
    }

    private static Path withHooks() {
        return copy(Path.of("target/chart-with-hooks"));
    }

    /**
     * A copy of the chart in which hooks and notes are ordinary objects: this way of rendering leaves both out.
     *
     * @param copy a folder; what is in it stays where the chart has none such
     */
    static Path copy(Path copy) {
        try (Stream<Path> files = Files.walk(FOLDER, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String to = FOLDER.relativize(file).toString().replace("NOTES.txt", "notes.yaml");
                Files.createDirectories(copy.resolve(to).getParent());
                String text = Files.readString(file).replaceAll("(?m)^ *helm\\.sh/hook.*\\R", "");
                Files.writeString(copy.resolve(to), to.endsWith("notes.yaml") ? NOTES.formatted(text) : text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }
}
