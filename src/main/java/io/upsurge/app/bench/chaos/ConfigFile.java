package io.upsurge.app.bench.chaos;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.upsurge.app.config.ConfigLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The shipped configuration with every workload of the season watched, and with a webhook that is told of everything. */
final class ConfigFile {
    private static final List<String> VERDICTS =
            List.of("surge", "new-calls", "decreased", "fleet-wide", "late-onset", "blind");

    private static final String SINK = "chaos";

    private ConfigFile() {}

    /** The consumer group of the webhook. */
    static String sinkGroup(String applicationId) {
        return applicationId + "-alert-" + SINK;
    }

    /**
     * Writes it.
     *
     * @param folder where to
     * @param receiverUrl address of the webhook
     * @return the file
     * @throws IOException if it cannot be written
     */
    static Path write(Path folder, String receiverUrl) throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        ObjectNode root;
        try (InputStream shipped = ConfigLoader.class.getClassLoader().getResourceAsStream(ConfigLoader.SHIPPED)) {
            root = (ObjectNode) yaml.readTree(shipped);
        }
        root.withArray("signals")
                .forEach(signal -> ((ObjectNode) signal.get("workload")).put("daemonset", Season.DAEMONSET + "*"));
        // Several instances on one machine: each takes a port of its own.
        root.withObject("/http").put("listen", "127.0.0.1:0");
        ObjectNode sink = root.putObject("alerts").putArray("sinks").addObject();
        sink.put("name", SINK);
        sink.put("type", "webhook");
        sink.put("url", receiverUrl);
        sink.put("min-level", "suspected");
        sink.put("updates", "all");
        sink.put("timeout", "3s");
        sink.put("give-up-after", "30d");
        ArrayNode verdicts = sink.putArray("verdicts");
        VERDICTS.forEach(verdicts::add);
        Path file = folder.resolve("upsurge.yaml");
        Files.writeString(file, yaml.writeValueAsString(root));
        return file;
    }
}
