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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What Helm makes of the chart.
 *
 * @param objects the objects
 * @param text the same as Helm prints it
 */
record Chart(List<HasMetadata> objects, String text) {
    static final Path FOLDER = Path.of("helm/upsurge");
    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

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
        TemplateCommand command = new Helm(withHooks())
                .template()
                .withName("up")
                .withNamespace("watch-tower")
                .withKubeVersion("1.31.0")
                .withValuesFile(values);
        String text = more.apply(command).call();
        List<HasMetadata> objects = Arrays.stream(text.split("(?m)^---\\s*$"))
                .filter(part -> part.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#")))
                .map(part -> (HasMetadata) KUBERNETES.unmarshal(part))
                .toList();
        return new Chart(objects, text);
    }

    static Chart render(String values) {
        return render(values, command -> command);
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
                .filter(map -> map.getMetadata().getName().equals("up-upsurge"))
                .findFirst()
                .orElseThrow()
                .getData();
    }

    /** Kind and name; of a Job without the part that changes with the configuration. */
    private static String name(HasMetadata object) {
        String name = object.getMetadata().getName();
        return object.getKind() + '/' + (object instanceof Job ? name.replaceAll("-[0-9a-f]{8}$", "") : name);
    }

    /** A copy of the chart in which hooks are ordinary objects: this way of rendering leaves hooks out. */
    private static Path withHooks() {
        Path copy = Path.of("target/chart-with-hooks");
        try (Stream<Path> files = Files.walk(FOLDER, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = copy.resolve(FOLDER.relativize(file).toString());
                Files.createDirectories(to.getParent());
                String text = Files.readString(file);
                Files.writeString(to, text.replaceAll("(?m)^ *helm\\.sh/hook.*\\R", ""));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }
}
