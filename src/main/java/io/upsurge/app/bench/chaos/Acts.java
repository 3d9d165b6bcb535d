package io.upsurge.app.bench.chaos;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

/** How a fault is done and undone. */
final class Acts {
    static final Acts NONE = new Acts((stage, instances) -> {}, (stage, instances) -> {});

    private final BiConsumer<Stage, List<Integer>> begin;
    private final BiConsumer<Stage, List<Integer>> end;

    private Acts(BiConsumer<Stage, List<Integer>> begin, BiConsumer<Stage, List<Integer>> end) {
        this.begin = begin;
        this.end = end;
    }

    /** What is done to each of some instances. */
    static Acts each(ObjIntConsumer<Troupe> begin, ObjIntConsumer<Troupe> end) {
        return new Acts(
                (stage, instances) -> instances.forEach(instance -> begin.accept(stage.troupe(), instance)),
                (stage, instances) -> instances.forEach(instance -> end.accept(stage.troupe(), instance)));
    }

    /** What is done to a server. */
    static Acts of(Consumer<Stage> begin, Consumer<Stage> end) {
        return new Acts((stage, instances) -> begin.accept(stage), (stage, instances) -> end.accept(stage));
    }

    void begin(Stage stage, List<Integer> instances) {
        begin.accept(stage, instances);
    }

    void end(Stage stage, List<Integer> instances) {
        end.accept(stage, instances);
    }
}
