package io.upsurge.ingest.scrape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageFetcherTest {
    private static final int MAX_BYTES = 10_000;

    private final PageFetcher fetcher = new PageFetcher(Duration.ofSeconds(20), MAX_BYTES);
    private final PageFetcher hasty = new PageFetcher(Duration.ofMillis(300), MAX_BYTES);
    private final CountDownLatch never = new CountDownLatch(1);
    private Pages pages;

    @BeforeEach
    void startServer() throws IOException {
        pages = new Pages();
    }

    @AfterEach
    void stopServer() {
        never.countDown();
        pages.close();
    }

    @Test
    void shouldGetAPage() throws Exception {
        pages.page("/metrics", "text/plain; version=0.0.4", "a 1\n");

        PageFetcher.Page page = fetcher.fetch(pages.url("/metrics"));

        assertThat(new String(page.body(), UTF_8)).isEqualTo("a 1\n");
        assertThat(page.contentType()).isEqualTo("text/plain; version=0.0.4");
    }

    @Test
    void shouldUnpackAPage() throws Exception {
        pages.at("/metrics", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            Pages.send(exchange, "text/plain", Pages.gzip("a 1\n".getBytes(UTF_8)));
        });

        assertThat(fetcher.fetch(pages.url("/metrics")).body()).isEqualTo("a 1\n".getBytes(UTF_8));
    }

    @Test
    void shouldRefuseAPageThatUnpacksToMoreThanTheLimit() {
        pages.at("/metrics", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            Pages.send(exchange, "text/plain", Pages.gzip(new byte[5_000_000]));
        });

        refused("/metrics", "unpacked larger than 10000 bytes");
    }

    @Test
    void shouldRefuseAPageThatDeclaresMoreThanTheLimit() {
        pages.page("/metrics", "text/plain", "a 1\n".repeat(10_000));

        refused("/metrics", "larger than 10000 bytes");
    }

    @Test
    void shouldRefuseAPageThatDoesNotEnd() {
        pages.at("/metrics", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (never.getCount() > 0) {
                exchange.getResponseBody().write(new byte[1_000]);
            }
        });

        refused("/metrics", "larger than 10000 bytes");
    }

    @Test
    void shouldGiveUpOnASlowAnswer() {
        pages.at("/metrics", exchange -> await());

        assertThatThrownBy(() -> hasty.fetch(pages.url("/metrics")))
                .isInstanceOf(IOException.class)
                .hasMessage("no answer within 300 ms");
    }

    @Test
    void shouldGiveUpOnAPageThatComesDropByDrop() {
        pages.at("/metrics", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("a 1\n".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            await();
        });

        assertThatThrownBy(() -> hasty.fetch(pages.url("/metrics"))).hasMessage("no answer within 300 ms");
    }

    @Test
    void shouldRefuseHalfAPage() {
        pages.at("/metrics", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("a 1\n".getBytes(UTF_8));
        });

        assertThatThrownBy(() -> fetcher.fetch(pages.url("/metrics"))).isInstanceOf(IOException.class);
    }

    @Test
    void shouldFollowARedirectOnTheSameServer() throws Exception {
        pages.redirect("/old", "/metrics");
        pages.page("/metrics", "text/plain", "a 1\n");

        assertThat(fetcher.fetch(pages.url("/old")).body()).hasSize(4);
    }

    @Test
    void shouldNotFollowARedirectToAnotherServer() {
        pages.redirect("/metrics", "http://169.254.169.254/latest/meta-data");

        refused("/metrics", "redirected to another server, which is not followed");
    }

    @Test
    void shouldNotFollowARedirectInCircles() {
        pages.redirect("/metrics", "/metrics");

        refused("/metrics", "redirected more than 3 times");
    }

    @Test
    void shouldSayWhichStatusItWas() {
        refused("/nothing", "the answer is status 404");
    }

    private void refused(String path, String why) {
        assertThatThrownBy(() -> fetcher.fetch(pages.url(path)))
                .isInstanceOf(IOException.class)
                .hasMessage(why);
    }

    private void await() {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
