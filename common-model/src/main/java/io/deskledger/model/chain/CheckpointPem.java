package io.deskledger.model.chain;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Ed25519 keys in PEM, as {@code openssl genpkey -algorithm ed25519} writes them. */
public final class CheckpointPem {

    private CheckpointPem() {}

    /**
     * The signer of a PKCS#8 private key.
     *
     * @throws IllegalArgumentException where it is no such key; the message has nothing of the content
     */
    public static CheckpointSigner signer(String pem) {
        try {
            PrivateKey key = KeyFactory.getInstance(CheckpointSigner.ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(content(pem, "PRIVATE KEY")));
            CheckpointSigner signer = new CheckpointSigner(key, publicOf(key));
            if (!signer.matchesItself()) {
                throw new IllegalStateException("this Java derives no public key from a private one");
            }
            return signer;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 private key in PKCS#8 PEM", e);
        }
    }

    /**
     * An X.509 public key.
     *
     * @throws IllegalArgumentException where it is no such key
     */
    public static PublicKey publicKey(String pem) {
        try {
            return KeyFactory.getInstance(CheckpointSigner.ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(content(pem, "PUBLIC KEY")));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 public key in PEM", e);
        }
    }

    /**
     * All X.509 public keys of a file, one behind the other.
     *
     * @throws IllegalArgumentException where there is none, or something else among them
     */
    public static List<PublicKey> publicKeys(String pem) {
        List<PublicKey> keys = Arrays.stream(pem.split("(?<=-----END PUBLIC KEY-----)", -1))
                .filter(block -> !block.isBlank())
                .map(CheckpointPem::publicKey)
                .toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there is no PUBLIC KEY in PEM");
        }
        return keys;
    }

    /** A fresh private key. */
    public static String generate() {
        try {
            return write(
                    "PRIVATE KEY",
                    KeyPairGenerator.getInstance(CheckpointSigner.ALGORITHM)
                            .generateKeyPair()
                            .getPrivate()
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    public static String write(PublicKey key) {
        return write("PUBLIC KEY", key.getEncoded());
    }

    private static String write(String kind, byte[] content) {
        return "-----BEGIN %s-----%n%s%n-----END %1$s-----%n"
                .formatted(kind, Base64.getEncoder().encodeToString(content));
    }

    private static byte[] content(String pem, String kind) {
        String begin = "-----BEGIN " + kind + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END " + kind + "-----");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("there is no " + kind + " in PEM");
        }
        return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
    }

    /** The JDK derives a public key only as it makes a pair; the "random" bytes it makes one of are the private key. */
    private static PublicKey publicOf(PrivateKey key) throws GeneralSecurityException {
        byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow();
        KeyPairGenerator generator = KeyPairGenerator.getInstance(CheckpointSigner.ALGORITHM);
        generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
        return generator.generateKeyPair().getPublic();
    }

    private static final class Given extends SecureRandom {

        private static final long serialVersionUID = 1;
        private final byte[] bytes;

        Given(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(bytes, 0, target, 0, target.length);
        }
    }
}
