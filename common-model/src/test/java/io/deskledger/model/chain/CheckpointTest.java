package io.deskledger.model.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

    // A pair as openssl made it.
    private static final String PRIVATE = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEILyBic6Pq8i8BSkho2tjilAYcVlMsJlOHDNeOPUAMUuj
            -----END PRIVATE KEY-----
            """;
    private static final String PUBLIC = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAkF6zCOCcMfkb/7igvnFDRaK7J6mc1Tq7jkz3BQOYPN4=
            -----END PUBLIC KEY-----
            """;

    private final List<SignedCheckpoint> signed = Chains.checkpoints(Chains.of(9, "t"), 4, 9);

    @Test
    void thePublicKeyFollowsFromThePrivateOne() {
        CheckpointSigner signer = CheckpointPem.signer(PRIVATE);
        assertThat(CheckpointPem.write(signer.publicKey())).isEqualTo(PUBLIC);
        assertThat(signer.publicKey()).isEqualTo(CheckpointPem.publicKey(PUBLIC));
        CheckpointSigner made = CheckpointPem.signer(CheckpointPem.generate());
        assertThat(new CheckpointKeys(List.of(made.publicKey()))
                        .trust(made.sign(signed.getFirst().checkpoint())))
                .isTrue();
    }

    @Test
    void aFileMayHaveSeveralPublicKeys() {
        CheckpointSigner other = CheckpointPem.signer(CheckpointPem.generate());
        assertThat(CheckpointPem.publicKeys(PUBLIC + "\n" + CheckpointPem.write(other.publicKey())))
                .containsExactly(CheckpointPem.publicKey(PUBLIC), other.publicKey());
        assertThatThrownBy(() -> CheckpointPem.publicKeys(PUBLIC + "and more"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEILyBic6P\n-----END PRIVATE KEY-----",
                "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAkF6z\n-----END PUBLIC KEY-----",
            })
    void otherKeysAreRefused(String pem) {
        assertThatThrownBy(() -> CheckpointPem.signer(pem)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CheckpointPem.publicKey(pem)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyFieldIsSigned() {
        Checkpoint checkpoint = signed.getFirst().checkpoint();
        assertThat(Chains.KEYS.trust(signed.getFirst())).isTrue();
        Hash other = Hash.GENESIS;
        List<Checkpoint> changed = List.of(
                new Checkpoint(4, 4, checkpoint.root(), checkpoint.head(), checkpoint.rows(), checkpoint.at(), other),
                new Checkpoint(3, 5, checkpoint.root(), checkpoint.head(), checkpoint.rows(), checkpoint.at(), other),
                new Checkpoint(3, 4, other, checkpoint.head(), checkpoint.rows(), checkpoint.at(), other),
                new Checkpoint(3, 4, checkpoint.root(), other, checkpoint.rows(), checkpoint.at(), other),
                new Checkpoint(3, 4, checkpoint.root(), checkpoint.head(), RowMarks.parse(""), checkpoint.at(), other),
                new Checkpoint(
                        3,
                        4,
                        checkpoint.root(),
                        checkpoint.head(),
                        checkpoint.rows(),
                        checkpoint.at().plusNanos(1),
                        other),
                new Checkpoint(
                        3,
                        4,
                        checkpoint.root(),
                        checkpoint.head(),
                        checkpoint.rows(),
                        checkpoint.at(),
                        checkpoint.root()));
        for (Checkpoint one : changed) {
            assertThat(Chains.KEYS.trust(new SignedCheckpoint(
                            one, signed.getFirst().key(), signed.getFirst().signature())))
                    .as(one.toString())
                    .isFalse();
        }
        CheckpointSigner stranger = CheckpointPem.signer(CheckpointPem.generate());
        assertThat(Chains.KEYS.trust(stranger.sign(checkpoint))).isFalse();
    }

    @Test
    void aLineComesBackAsItWas() {
        for (SignedCheckpoint one : signed) {
            assertThat(CheckpointJson.read(CheckpointJson.write(one))).isEqualTo(one);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "null", "{\"chain\":1}", "{\"chain\":\"1\",\"size\":1}"})
    void whatIsNoCheckpointIsRefused(String line) {
        assertThatThrownBy(() -> CheckpointJson.read(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void filesAreReadInOrderAndTornLinesCounted(@TempDir Path folder) throws IOException {
        List<String> lines = signed.stream().map(CheckpointJson::write).toList();
        Path one = folder.resolve("one.ndjson");
        Path two = folder.resolve("two.ndjson");
        Files.writeString(one, lines.get(1) + "\n" + lines.get(1).substring(0, 40));
        Files.writeString(two, "\n" + lines.get(0) + "\n" + lines.get(1) + "\n");
        List<File> files = List.of(one.toFile(), two.toFile());
        try (CheckpointFile file = CheckpointFile.open(files, Instant.MAX)) {
            List<SignedCheckpoint> read = new ArrayList<>();
            file.of(Chains.CHAIN).forEachRemaining(read::add);
            assertThat(read).containsExactly(signed.get(0), signed.get(1), signed.get(1));
            assertThat(file.of(99).hasNext()).isFalse();
            assertThat(file.chains()).containsExactly(Chains.CHAIN);
            assertThat(file.unreadable()).isEqualTo(1);
        }
        try (CheckpointFile early =
                CheckpointFile.open(files, signed.getFirst().checkpoint().at())) {
            assertThat(early.of(Chains.CHAIN)).toIterable().containsExactly(signed.getFirst());
        }
    }
}
