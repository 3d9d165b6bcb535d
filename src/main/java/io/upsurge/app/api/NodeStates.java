package io.upsurge.app.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.upsurge.app.config.HttpConfig;
import io.upsurge.app.run.Pipeline;
import io.upsurge.model.NodeChange;
import io.upsurge.model.Workload;
import io.upsurge.report.RunJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** How the nodes of a workload called before and after they moved: asked of the pipeline, wherever its state is. */
final class NodeStates {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long WITHIN_MS = 2_000;

    private final Supplier<Optional<Pipeline>> pipeline;
    private final Forward forward;

    /**
     * Who can be asked.
     *
     * @param pipeline the pipeline in this process; empty without one
     */
    NodeStates(Supplier<Optional<Pipeline>> pipeline, HttpConfig config) {
        this.pipeline = pipeline;
        this.forward = new Forward(config);
    }

    /** The nodes as JSON: {@code {"nodes": [...]}}. */
    record Nodes(List<NodeChange> nodes) {}

    /**
     * The answer as it is sent.
     *
     * @param forwarded whether another instance asks; it is not sent on
     * @throws ApiException if nobody can say now
     */
    byte[] json(Workload workload, boolean forwarded) {
        Pipeline asked = pipeline.get()
                .orElseThrow(
                        () -> ApiException.unknown("this process has no pipeline; ask one that runs 'upsurge run'"));
        Optional<CompletableFuture<List<NodeChange>>> here = asked.questions().ask(workload);
        if (here.isPresent()) {
            return RunJson.bytes(new Nodes(await(here.get())));
        }
        if (forwarded) {
            throw ApiException.notNow("the state of this workload is not here any more");
        }
        String address = asked.elsewhere(workload)
                .orElseThrow(() -> ApiException.notNow(
                        "the instances are sharing the work out anew, or the one with this state tells no address"));
        return forward.nodes(address, workload);
    }

    private static List<NodeChange> await(CompletableFuture<List<NodeChange>> answer) {
        try {
            return answer.get(WITHIN_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw ApiException.notNow(String.valueOf(e.getCause().getMessage()));
        } catch (TimeoutException e) {
            throw ApiException.notNow("the pipeline is busy");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiException.notNow("this instance stops");
        }
    }

    /** The nodes; empty where nobody can say now. */
    List<NodeChange> maybe(Workload workload) {
        try {
            return pipeline.get().isEmpty() ? List.of() : parsed(json(workload, false));
        } catch (ApiException e) {
            return List.of();
        }
    }

    private static List<NodeChange> parsed(byte[] json) {
        try {
            List<NodeChange> changes = new ArrayList<>();
            for (JsonNode node : JSON.readTree(json).path("nodes")) {
                List<NodeChange.Key> keys = new ArrayList<>();
                for (JsonNode key : node.path("keys")) {
                    keys.add(new NodeChange.Key(
                            key.path("signal").asText(),
                            key.path("group").asText(),
                            key.path("before").asDouble(Double.NaN),
                            key.path("after").asDouble(Double.NaN),
                            key.path("exposure").asDouble()));
                }
                changes.add(new NodeChange(
                        node.path("node").asText(),
                        node.path("zone").asText(),
                        node.path("baselineVersion").asText(),
                        node.path("version").asText(),
                        node.path("versionSinceMs").asLong(),
                        node.path("restartedMs").asLong(),
                        node.path("lastSeenMs").asLong(),
                        node.path("phase").asText(),
                        keys));
            }
            return changes;
        } catch (JsonProcessingException e) {
            throw ApiException.notNow("another instance answered what is no JSON");
        } catch (IOException e) {
            throw ApiException.notNow("another instance answered what cannot be read");
        }
    }
}
