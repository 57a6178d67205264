package io.deskledger.api.webhook;

import io.micronaut.serde.annotation.Serdeable;

/**
 * A delivery with what is sent.
 *
 * @param body the request's body, byte for byte what the signature covers
 */
@Serdeable
public record DeliveryDetail(Delivery delivery, String body) {}
