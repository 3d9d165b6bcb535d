package io.upsurge.app.api;

/** A question that is not answered, and why. */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    private ApiException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** What is asked makes no sense: 400. */
    static ApiException wrong(String why) {
        return new ApiException(400, why);
    }

    /** There is no such thing: 404. */
    static ApiException unknown(String what) {
        return new ApiException(404, what);
    }

    /** It cannot be said now: 503, to be asked again. */
    static ApiException notNow(String why) {
        return new ApiException(503, why);
    }

    int status() {
        return status;
    }
}
