package io.upsurge.stream;

import io.upsurge.detect.States;
import io.upsurge.pack.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * State held as live objects and written to a logged store once per commit, however often it changed in between.
 *
 * <p>Kafka Streams calls {@link CachedStateStore#flushCache} before it commits, inside the transaction; {@code flush} and
 * {@code commit} of a store come after it, and under exactly-once not at all while the task runs. What is written there
 * would be missing from the changelog. So this class implements that one internal interface; the restart tests fail if a
 * release stops calling it.
 *
 * @param <V> type of the state
 */
final class WriteBehindStore<V> implements StateStore, CachedStateStore<Bytes, byte[]>, States<V> {
    private final KeyValueStore<Bytes, byte[]> inner;
    private final Codec<V> codec;
    private final int maxLive;
    private final Map<String, V> live = new HashMap<>();
    /** Keys of the live states in order: asked for once per window, while states are looked up for every record. */
    private final TreeSet<String> liveKeys = new TreeSet<>();

    private final Set<String> dirty = new HashSet<>();
    /** Whether every state is live, so that the inner store need not be asked. */
    private boolean complete;

    /**
     * Makes a store.
     *
     * @param inner a logged store of the same name
     * @param codec how states are written down
     * @param maxLive states kept as objects after a commit; the rest is read again when it is needed
     */
    WriteBehindStore(KeyValueStore<Bytes, byte[]> inner, Codec<V> codec, int maxLive) {
        this.inner = inner;
        this.codec = codec;
        this.maxLive = maxLive;
    }

    /** How its states are written down. */
    Codec<V> codec() {
        return codec;
    }

    @Override
    public V get(String key) {
        V state = live.get(key);
        if (state != null || complete || dirty.contains(key)) {
            return state;
        }
        byte[] packed = inner.get(bytes(key));
        if (packed == null) {
            return null;
        }
        V read = codec.unpack().apply(packed);
        keep(key, read);
        return read;
    }

    /**
     * Reads what was restored, so that state which cannot be read ends the task before it works on anything. Of RocksDB,
     * which may hold millions, one state is read.
     *
     * @throws UnreadableException if it is not for this release or these settings
     */
    void check() {
        if (maxLive == Integer.MAX_VALUE) {
            readAll();
            return;
        }
        try (KeyValueIterator<Bytes, byte[]> kept = inner.all()) {
            if (kept.hasNext()) {
                var unused = codec.unpack().apply(kept.next().value);
            }
        }
    }

    private void readAll() {
        keys("").forEach(this::get);
        complete = true;
    }

    @Override
    public void put(String key, V state) {
        keep(key, state);
        dirty.add(key);
    }

    private void keep(String key, V state) {
        if (live.put(key, state) == null) {
            liveKeys.add(key);
        }
    }

    @Override
    public void remove(String key) {
        live.remove(key);
        liveKeys.remove(key);
        dirty.add(key);
    }

    @Override
    public void forEach(String prefix, BiConsumer<String, V> visitor) {
        if (!complete && maxLive == Integer.MAX_VALUE) {
            readAll();
        }
        for (String key : keys(prefix)) {
            V state = get(key);
            if (state != null) {
                visitor.accept(key, state);
            }
        }
    }

    private Iterable<String> keys(String prefix) {
        String end = prefix + Character.MAX_VALUE;
        if (complete) {
            return new ArrayList<>(liveKeys.subSet(prefix, end));
        }
        TreeSet<String> keys = new TreeSet<>(liveKeys.subSet(prefix, end));
        try (KeyValueIterator<Bytes, byte[]> kept =
                prefix.isEmpty() ? inner.all() : inner.prefixScan(prefix, new StringSerializer())) {
            kept.forEachRemaining(entry -> keys.add(new String(entry.key.get(), StandardCharsets.UTF_8)));
        }
        return keys;
    }

    private static Bytes bytes(String key) {
        return Bytes.wrap(key.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void flushCache() {
        for (String key : new TreeSet<>(dirty)) {
            V state = live.get(key);
            inner.put(bytes(key), state == null ? null : codec.pack().apply(state));
        }
        dirty.clear();
        if (live.size() > maxLive) {
            live.clear();
            liveKeys.clear();
        }
    }

    @Override
    public void clearCache() {
        live.clear();
        liveKeys.clear();
        dirty.clear();
        complete = false;
    }

    /** Nobody downstream listens to this store. */
    @Override
    public boolean setFlushListener(CacheFlushListener<Bytes, byte[]> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        inner.init(context, root);
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        inner.commit(changelogOffsets);
    }

    @Override
    public Long committedOffset(TopicPartition partition) {
        return inner.committedOffset(partition);
    }

    @Override
    @SuppressWarnings("deprecation") // Streams still asks; the inner store knows
    public boolean managesOffsets() {
        return inner.managesOffsets();
    }

    @Override
    public void close() {
        clearCache();
        inner.close();
    }

    @Override
    public boolean persistent() {
        return inner.persistent();
    }

    @Override
    public boolean isOpen() {
        return inner.isOpen();
    }

    @Override
    public Position getPosition() {
        return inner.getPosition();
    }
}
