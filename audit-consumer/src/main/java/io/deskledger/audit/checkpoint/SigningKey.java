package io.deskledger.audit.checkpoint;

import io.deskledger.model.chain.CheckpointKeys;
import io.deskledger.model.chain.CheckpointPem;
import io.deskledger.model.chain.CheckpointSigner;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The key that checkpoints are signed with, where there is one, and those that they were signed with before; a bad one
 * keeps the process from starting.
 */
@Singleton
final class SigningKey {

    private final @Nullable CheckpointSigner signer;
    private final CheckpointKeys keys;

    SigningKey(CheckpointConfiguration configuration) {
        String file = configuration.keyFile();
        this.signer = file == null || file.isBlank() ? null : read(Path.of(file), CheckpointPem::signer);
        List<PublicKey> trusted = new ArrayList<>();
        if (signer != null) {
            trusted.add(signer.publicKey());
        }
        List<String> old = configuration.publicKeyFiles();
        for (String name : old == null ? List.<String>of() : old) {
            if (!name.isBlank()) {
                trusted.addAll(read(Path.of(name), CheckpointPem::publicKeys));
            }
        }
        this.keys = new CheckpointKeys(trusted);
    }

    Optional<CheckpointSigner> signer() {
        return Optional.ofNullable(signer);
    }

    /** Whose checkpoints are believed. */
    CheckpointKeys keys() {
        return keys;
    }

    private static <T> T read(Path file, Function<String, T> form) {
        try {
            return form.apply(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The key of the checkpoints can't be read", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }
}
