package io.deskledger.api.idempotency;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An endpoint that refuses the header: its answers hold a secret, or it does what no transaction undoes. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface NoIdempotencyKey {

    /** Why, as the end of the sentence that begins with the header's name. */
    String value();
}
