package io.upsurge.ingest.scrape;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/** Gets pages over HTTP, within bounds of time, size and redirects. May be used by several threads. */
final class PageFetcher {
    private static final int MAX_REDIRECTS = 3;
    private static final String ACCEPT =
            "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    private final HttpClient client;
    private final Duration timeout;
    private final int maxBytes;

    /** A page. */
    static final class Page {
        private final byte[] body;
        private final String contentType;

        Page(byte[] body, String contentType) {
            this.body = body;
            this.contentType = contentType;
        }

        /** Its bytes, unpacked. */
        byte[] body() {
            return body;
        }

        /** What the server calls it; empty where it does not. */
        String contentType() {
            return contentType;
        }
    }

    PageFetcher(Duration timeout, int maxBytes) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
        this.timeout = timeout;
        this.maxBytes = maxBytes;
    }

    /**
     * Gets a page.
     *
     * @throws IOException if there is no page within the bounds; the message says why
     */
    Page fetch(URI url) throws IOException, InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        URI at = url;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            HttpResponse<byte[]> answer = get(at, end);
            if (answer.statusCode() / 100 == 3) {
                at = redirected(at, answer);
                continue;
            }
            if (answer.statusCode() != 200) {
                throw new IOException("the answer is status " + answer.statusCode());
            }
            return new Page(
                    unpacked(answer),
                    answer.headers().firstValue("Content-Type").orElse(""));
        }
        throw new IOException("redirected more than " + MAX_REDIRECTS + " times");
    }

    private HttpResponse<byte[]> get(URI url, long end) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Accept", ACCEPT)
                .header("Accept-Encoding", "gzip")
                .header("User-Agent", "upsurge")
                .GET()
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, info -> new BoundedBody(maxBytes, info.headers()));
        try {
            return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
        } finally {
            answer.cancel(true);
        }
    }

    private static URI redirected(URI from, HttpResponse<byte[]> answer) throws IOException {
        String location =
                answer.headers().firstValue("Location").orElseThrow(() -> new IOException("redirected to nowhere"));
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("redirected to what is no address", e);
        }
        boolean same = from.getScheme().equals(to.getScheme())
                && from.getAuthority().equalsIgnoreCase(String.valueOf(to.getAuthority()));
        if (!same) {
            throw new IOException("redirected to another server, which is not followed");
        }
        return to;
    }

    private byte[] unpacked(HttpResponse<byte[]> answer) throws IOException {
        String encoding =
                answer.headers().firstValue("Content-Encoding").orElse("").toLowerCase(Locale.ROOT);
        if (encoding.isEmpty() || encoding.equals("identity")) {
            return answer.body();
        }
        if (!encoding.equals("gzip")) {
            throw new IOException("packed in a way that was not asked for");
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            byte[] plain = in.readNBytes(maxBytes);
            if (in.read() >= 0) {
                throw new IOException("unpacked larger than " + maxBytes + " bytes");
            }
            return plain;
        }
    }
}
