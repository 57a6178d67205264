package io.deskledger.audit.checkpoint;

import io.deskledger.model.chain.CheckpointPem;
import io.deskledger.model.chain.CheckpointSigner;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The key that checkpoints are signed with, where there is one; a bad one keeps the process from starting. */
@Singleton
final class SigningKey {

    private final @Nullable CheckpointSigner signer;

    SigningKey(CheckpointConfiguration configuration) {
        String file = configuration.keyFile();
        this.signer = file == null || file.isBlank() ? null : read(Path.of(file));
    }

    Optional<CheckpointSigner> signer() {
        return Optional.ofNullable(signer);
    }

    private static CheckpointSigner read(Path file) {
        try {
            return CheckpointPem.signer(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The key of the checkpoints can't be read", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }
}
