package io.deskledger.api.console;

import io.deskledger.api.security.Secrets;
import io.micronaut.core.io.ResourceResolver;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;

/** The files that pages need, read and packed when the first page needs them; all of them come from this server. */
@Singleton
public final class Assets {

    private static final int HASH_CHARS = 16;
    private static final Map<String, String> WEBJARS = Map.of(
            "htmx.js", "htmx.org:dist/htmx.min.js",
            "chart.js", "chart.js:dist/chart.umd.min.js");
    private static final Set<String> OWN =
            Set.of("app.css", "app.js", "charts.js", "theme.js", "week.js", "logo.svg", "icons.svg");

    private final ResourceResolver resources;
    private final Map<String, Asset> files = new ConcurrentHashMap<>();

    Assets(ResourceResolver resources) {
        this.resources = resources;
    }

    /** Where a page finds the file; another content has another address. */
    public String url(String name) {
        return "/assets/" + name + "?v=" + find(name).orElseThrow().hash();
    }

    Optional<Asset> find(String name) {
        if (OWN.contains(name)) {
            return Optional.of(files.computeIfAbsent(name, own -> load(own, "console/assets/" + own)));
        }
        return Optional.ofNullable(WEBJARS.get(name))
                .map(path -> files.computeIfAbsent(name, webjar -> load(webjar, inWebjar(path))));
    }

    private String inWebjar(String path) {
        String[] parts = path.split(":", 2);
        Properties properties = new Properties();
        try (InputStream file = open("META-INF/maven/org.webjars.npm/" + parts[0] + "/pom.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "META-INF/resources/webjars/" + parts[0] + "/" + properties.getProperty("version") + "/" + parts[1];
    }

    private Asset load(String name, String path) {
        try (InputStream file = open(path)) {
            byte[] plain = file.readAllBytes();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(plain);
            }
            return new Asset(plain, packed.toByteArray(), hash(plain), MediaType.forFilename(name));
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    static String hash(byte[] content) {
        return HexFormat.of().formatHex(Secrets.hash(content)).substring(0, HASH_CHARS);
    }

    private InputStream open(String path) {
        return resources
                .getResourceAsStream("classpath:" + path)
                .orElseThrow(() -> new IllegalStateException("not on the class path: " + path));
    }

    /**
     * One file.
     *
     * @param plain as it is
     * @param gzip packed
     * @param hash of its content
     * @param type what it is
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared: kept once for good.
    record Asset(byte[] plain, byte[] gzip, String hash, MediaType type) {}
}
