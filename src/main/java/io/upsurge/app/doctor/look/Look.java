package io.upsurge.app.doctor.look;

import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.kafka.common.errors.InterruptException;

/**
 * What came of looking at something.
 *
 * @param <T> what there is to see
 */
public sealed interface Look<T> {

    /**
     * It was seen.
     *
     * @param value what was seen
     * @param <T> what there is to see
     */
    record Seen<T>(T value) implements Look<T> {
        @Override
        public T get() {
            return value;
        }

        @Override
        public <R> Look<R> then(String what, Function<T, R> next) {
            return Look.at(() -> next.apply(value));
        }
    }

    /**
     * It could not be seen.
     *
     * @param trouble kind of reason
     * @param why the reason in words
     * @param <T> what there is to see
     */
    record Unseen<T>(Trouble trouble, String why) implements Look<T> {
        @Override
        public T get() {
            throw new UnseenException(trouble, why);
        }

        @Override
        public <R> Look<R> then(String what, Function<T, R> next) {
            return new Unseen<>(Trouble.EARLIER, trouble == Trouble.EARLIER ? why : what);
        }
    }

    /**
     * Looks at something; whatever is thrown becomes the reason why it could not be seen.
     *
     * @param what looks
     */
    static <T> Look<T> at(Callable<T> what) {
        try {
            return new Seen<>(what.call());
        } catch (UnseenException e) {
            return new Unseen<>(e.trouble(), e.getMessage());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (InterruptException e) {
            throw e;
        } catch (Exception e) {
            return new Unseen<>(Trouble.of(e), reason(e));
        }
    }

    /** The messages of an exception and its causes, each once. */
    private static String reason(Throwable failure) {
        StringBuilder reason = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            boolean wraps = cause.getCause() != null
                    && message.contains(cause.getCause().toString());
            if (!wraps && reason.indexOf(message) < 0) {
                reason.append(reason.isEmpty() ? "" : ": ").append(message);
            }
        }
        return reason.toString();
    }

    /**
     * What was seen.
     *
     * @throws UnseenException if it could not be
     */
    T get();

    /**
     * Looks on from here.
     *
     * @param what what is said of everything that follows if this could not be seen
     * @param next looks on
     */
    <R> Look<R> then(String what, Function<T, R> next);
}
