package io.deskledger.api.webhook;

import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the secrets of webhooks, and keeps them encrypted (AES-256-GCM, bound to their webhook): signing needs the
 * secret itself, so a hash would not do.
 */
@Singleton
final class WebhookSecrets {

    private static final int SECRET_BYTES = 32;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;

    /**
     * The key comes from {@code DESKLEDGER_WEBHOOK_KEY}, or else from the secret of the access tokens, which every
     * instance has as well.
     */
    WebhookSecrets(
            @Value("${deskledger.webhooks.key:}") String configured,
            @Value("${micronaut.security.token.jwt.signatures.secret.generator.secret}") String otherwise) {
        key = configured.isBlank() ? derived(otherwise) : read(configured);
    }

    String random() {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return Signatures.PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /** The secret as it is stored. */
    byte[] seal(long webhookId, String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, nonce, webhookId).doFinal(secret.getBytes(StandardCharsets.US_ASCII));
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + CIPHER, e);
        }
    }

    /** The stored secret, or empty where it was sealed with another key. */
    Optional<String> open(long webhookId, byte[] stored) {
        if (stored.length <= NONCE_BYTES) {
            return Optional.empty();
        }
        try {
            byte[] nonce = Arrays.copyOf(stored, NONCE_BYTES);
            byte[] secret = cipher(Cipher.DECRYPT_MODE, nonce, webhookId)
                    .doFinal(stored, NONCE_BYTES, stored.length - NONCE_BYTES);
            return Optional.of(new String(secret, StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, long webhookId) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(ByteBuffer.allocate(Long.BYTES).putLong(0, webhookId));
        return cipher;
    }

    private static SecretKey read(String configured) {
        try {
            byte[] bytes = Base64.getDecoder().decode(configured.strip());
            if (bytes.length == KEY_BYTES) {
                return new SecretKeySpec(bytes, "AES");
            }
        } catch (IllegalArgumentException e) {
            // Said below; the text itself stays out of it.
        }
        throw new ConfigurationException("DESKLEDGER_WEBHOOK_KEY must be " + KEY_BYTES + " bytes in Base64");
    }

    private static SecretKey derived(String secret) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secret.getBytes(StandardCharsets.UTF_8))
                                    .thenExpand("deskledger webhooks".getBytes(StandardCharsets.US_ASCII), KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("JDK 25 has HKDF", e);
        }
    }
}
