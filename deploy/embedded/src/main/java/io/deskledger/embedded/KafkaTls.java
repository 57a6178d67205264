package io.deskledger.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A key of an {@link EmbeddedKafka}'s own for encrypted connections, and the certificate that vouches for it.
 *
 * @param keys a PKCS 12 file with key and certificate
 * @param authority the certificate alone, in PEM: what clients have to trust
 * @param password of the first
 */
public record KafkaTls(Path keys, Path authority, String password) {

    /**
     * Makes a new one for {@value LoopbackPorts#HOST}, good for two days.
     *
     * @param folder an empty one, where both files will be
     * @throws EmbeddedServerException where this JVM comes without keytool
     */
    public static KafkaTls make(Path folder, String password) {
        KafkaTls made = new KafkaTls(folder.resolve("kafka.p12"), folder.resolve("kafka-ca.pem"), password);
        made.keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=kafka",
                "-ext",
                "san=ip:" + LoopbackPorts.HOST,
                "-validity",
                "2");
        made.keytool("-exportcert", "-rfc", "-file", made.authority.toString());
        return made;
    }

    private void keytool(String command, String... more) {
        List<String> call = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                command,
                "-alias",
                "kafka",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                password));
        call.addAll(List.of(more));
        CommandResult result = CommandResult.of(call);
        if (!result.succeeded()) {
            throw new EmbeddedServerException("keytool " + command + " failed: " + result.output());
        }
    }

    /** What a client has to set to know the broker. */
    Map<String, String> trust() {
        return Map.of("ssl.truststore.type", "PEM", "ssl.truststore.location", authority.toString());
    }

    /** What the broker sets to show who it is, and a client that is known by its certificate does, too. */
    Map<String, String> identity() {
        return Map.of(
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                keys.toString(),
                "ssl.keystore.password",
                password,
                "ssl.key.password",
                password);
    }

    @Override
    public String toString() {
        return "KafkaTls[" + authority + "]";
    }
}
