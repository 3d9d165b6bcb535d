package io.upsurge.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.view.LiveView;
import io.upsurge.app.view.ViewListener;
import io.upsurge.serve.Route;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private static final UpsurgeConfig CONFIG = ConfigLoader.shipped(Map.of());

    private static Api api(EventHub events) {
        LiveView live = new LiveView(
                CONFIG,
                () -> {
                    throw new IllegalStateException("nothing is read");
                },
                () -> {
                    throw new IllegalStateException("nothing is read");
                },
                ViewListener.NONE,
                Clock.systemUTC());
        return new Api(live, Optional::empty, CONFIG.http(), new Api.About("1", "hash"), events, Clock.systemUTC());
    }

    @Test
    void shouldDescribeEveryRouteAndNoOther() throws Exception {
        try (EventHub events = new EventHub()) {
            List<String> described = new ArrayList<>();
            new Contract().document().get("paths").fieldNames().forEachRemaining(described::add);
            assertThat(api(events).routes()).extracting(Route::path).containsExactlyInAnyOrderElementsOf(described);
        }
    }

    @Test
    void shouldDescribeEveryParameterAndNoOther() throws Exception {
        Contract contract = new Contract();
        try (EventHub events = new EventHub()) {
            for (Endpoint endpoint : api(events).endpoints()) {
                List<String> described = new ArrayList<>();
                for (JsonNode parameter :
                        contract.document().get("paths").get(endpoint.path()).at("/get/parameters")) {
                    if (parameter.get("in").textValue().equals("query")) {
                        described.add(parameter.get("name").textValue());
                    }
                }
                assertThat(endpoint.parameters()).as(endpoint.path()).containsExactlyInAnyOrderElementsOf(described);
            }
        }
    }
}
