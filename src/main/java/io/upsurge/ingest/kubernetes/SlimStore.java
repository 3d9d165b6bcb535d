package io.upsurge.ingest.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.function.Supplier;

/**
 * What an informer keeps of the objects it has seen: who they are, and which state of them it has seen. The rest has been
 * taken in by then, and a pod in full is twenty kilobytes.
 */
final class SlimStore<T extends HasMetadata> extends BasicItemStore<T> {
    private final Supplier<T> empty;

    SlimStore(Supplier<T> empty) {
        super(Cache::metaNamespaceKeyFunc);
        this.empty = empty;
    }

    @Override
    public T put(String key, T object) {
        T slim = empty.get();
        slim.setMetadata(new ObjectMetaBuilder()
                .withNamespace(object.getMetadata().getNamespace())
                .withName(object.getMetadata().getName())
                .withUid(object.getMetadata().getUid())
                .withResourceVersion(object.getMetadata().getResourceVersion())
                .build());
        return super.put(key, slim);
    }

    /** So that the informer hands on the objects it was sent, not what is kept of them. */
    @Override
    public boolean isFullState() {
        return false;
    }
}
