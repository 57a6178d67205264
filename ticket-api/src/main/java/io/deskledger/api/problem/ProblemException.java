package io.deskledger.api.problem;

import java.time.Duration;
import java.util.List;

/** A refusal that the caller can understand: becomes a problem document with its own status. */
public abstract sealed class ProblemException extends RuntimeException {

    protected ProblemException(String detail) {
        super(detail, null, false, false);
    }

    /** What is wrong, for the caller: no internals. */
    public final String detail() {
        return String.valueOf(getMessage());
    }

    /** 400: the request breaks a rule; every broken field is named, up to {@value #MOST_ERRORS}. */
    public static final class Invalid extends ProblemException {

        /** Who sends a million broken fields is not answered with a million messages. */
        public static final int MOST_ERRORS = 100;

        private final List<FieldError> errors;

        public Invalid(List<FieldError> errors) {
            this(errors.stream().distinct().limit(MOST_ERRORS + 1L).toList(), MOST_ERRORS);
        }

        private Invalid(List<FieldError> errors, int most) {
            super("The request is not valid"
                    + (errors.size() > most ? "; these are the first " + most + " errors" : ""));
            this.errors = errors.stream().limit(most).toList();
        }

        public Invalid(String field, String message) {
            this(List.of(new FieldError(field, message)));
        }

        public List<FieldError> errors() {
            return errors;
        }
    }

    /** 400: the request can't even be read; the detail says where. */
    public static final class Unreadable extends ProblemException {
        public Unreadable(String detail) {
            super(detail);
        }
    }

    /** 401: not signed in, or the credentials are wrong. */
    public static final class Unauthenticated extends ProblemException {
        public Unauthenticated(String detail) {
            super(detail);
        }
    }

    /** 403: signed in, but the role does not allow it. Never used for foreign records: those are not found. */
    public static final class Forbidden extends ProblemException {
        public Forbidden(String detail) {
            super(detail);
        }
    }

    /** 404: there is no such record, or none that the caller may know of. */
    public static final class NotFound extends ProblemException {
        public NotFound(String detail) {
            super(detail);
        }
    }

    /** 409: the record is in a state that does not allow it. */
    public static final class Conflict extends ProblemException {
        public Conflict(String detail) {
            super(detail);
        }
    }

    /** 409: the same request is under way; its answer can be had in a moment. */
    public static final class Busy extends ProblemException {
        private final Duration retryAfter;

        public Busy(String detail, Duration retryAfter) {
            super(detail);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** 422: understood, but it contradicts what was asked before. */
    public static final class Unprocessable extends ProblemException {
        public Unprocessable(String detail) {
            super(detail);
        }
    }

    /** 412: the caller's version of the record is stale. */
    public static final class Stale extends ProblemException {
        public Stale(String detail) {
            super(detail);
        }
    }

    /** 413: more than this server takes. */
    public static final class TooLarge extends ProblemException {
        public TooLarge(String detail) {
            super(detail);
        }
    }

    /** 429: too often; try again later. */
    public static final class TooManyRequests extends ProblemException {
        private final Duration retryAfter;

        public TooManyRequests(String detail, Duration retryAfter) {
            super(detail);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** 503: a part that this answer needs is not ready; try again. */
    public static final class Unavailable extends ProblemException {
        public Unavailable(String detail) {
            super(detail);
        }
    }
}
