package io.deskledger.api.idempotency;

/**
 * A write that came with a key.
 *
 * @param userId whose key it is
 * @param key the key
 * @param digest what the request asks for: its method, path, query and body, in 64 hexadecimal digits
 */
record KeyedRequest(long userId, String key, String digest) {}
