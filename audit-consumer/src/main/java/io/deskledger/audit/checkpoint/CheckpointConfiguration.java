package io.deskledger.audit.checkpoint;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is signed, and where to it goes.
 *
 * @param topic the Kafka topic of checkpoints
 * @param every how often each chain that has grown gets one
 * @param file the file that they are appended to, or null for the topic alone
 * @param keyFile the Ed25519 private key in PEM, or null to sign nothing
 * @param publicKeyFiles public keys in PEM whose checkpoints are believed too: those before a change of keys
 */
@ConfigurationProperties("deskledger.audit.checkpoints")
record CheckpointConfiguration(
        String topic,
        Duration every,
        @Nullable String file,
        @Nullable String keyFile,
        @Nullable List<String> publicKeyFiles) {}
