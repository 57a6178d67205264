package io.deskledger.api.http;

import io.micronaut.http.HttpRequest;
import java.util.function.BooleanSupplier;

/** Tells of requests that are answered for long whether they would still be let in. */
public interface Standing {

    /**
     * Whether who asks is still allowed to, whenever that is asked. That a token has expired since does not matter: the
     * request came in time.
     */
    BooleanSupplier of(HttpRequest<?> request);
}
