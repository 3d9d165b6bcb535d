package io.upsurge.stream;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Builds a {@link WriteBehindStore}, on the heap or in RocksDB, always with a changelog.
 *
 * @param <V> type of the state
 */
final class WriteBehindStoreBuilder<V> implements StoreBuilder<WriteBehindStore<V>> {
    /** States kept as objects in front of RocksDB; a few tens of megabytes. */
    private static final int MAX_LIVE_BEFORE_ROCKSDB = 10_000;

    /** Changelogs are small and often rewritten: short segments that are cleaned soon make restores fast. */
    private static final Map<String, String> CHANGELOG = Map.of(
            "cleanup.policy", "compact",
            "segment.bytes", String.valueOf(64 << 20),
            "min.cleanable.dirty.ratio", "0.1");

    private final StoreBuilder<KeyValueStore<Bytes, byte[]>> inner;
    private final Codec<V> codec;
    private final int maxLive;

    WriteBehindStoreBuilder(String name, Codec<V> codec, boolean rocksDb) {
        this.codec = codec;
        this.maxLive = rocksDb ? MAX_LIVE_BEFORE_ROCKSDB : Integer.MAX_VALUE;
        this.inner = Stores.keyValueStoreBuilder(
                        rocksDb ? Stores.persistentKeyValueStore(name) : Stores.inMemoryKeyValueStore(name),
                        Serdes.Bytes(),
                        Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG)
                .withCachingDisabled();
    }

    @Override
    public WriteBehindStore<V> build() {
        return new WriteBehindStore<>(inner.build(), codec, maxLive);
    }

    @Override
    public StoreBuilder<WriteBehindStore<V>> withCachingEnabled() {
        throw new UnsupportedOperationException("the store is its own cache");
    }

    @Override
    public StoreBuilder<WriteBehindStore<V>> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<WriteBehindStore<V>> withLoggingEnabled(Map<String, String> config) {
        inner.withLoggingEnabled(config);
        return this;
    }

    @Override
    public StoreBuilder<WriteBehindStore<V>> withLoggingDisabled() {
        throw new UnsupportedOperationException("state must survive a restart");
    }

    @Override
    public Map<String, String> logConfig() {
        return inner.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
        return true;
    }

    @Override
    public String name() {
        return inner.name();
    }
}
