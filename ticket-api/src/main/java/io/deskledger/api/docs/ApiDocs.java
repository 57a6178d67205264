package io.deskledger.api.docs;

import io.micronaut.core.io.ResourceResolver;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** The description and the files of its page, read once: all of them come from this server, none from elsewhere. */
@Singleton
final class ApiDocs {

    private static final String WEBJAR = "org.webjars/swagger-ui";

    private final ResourceResolver resources;
    private final byte[] description;
    private final byte[] page;
    private final Map<String, byte[]> assets;

    ApiDocs(ResourceResolver resources) {
        this.resources = resources;
        this.description = read("openapi/openapi.yml");
        this.page = read("openapi/swagger-ui.html");
        String webjar = "META-INF/resources/webjars/swagger-ui/" + webjarVersion() + "/";
        this.assets = Map.of(
                        "swagger-ui.css", webjar + "swagger-ui.css",
                        "swagger-ui-bundle.js", webjar + "swagger-ui-bundle.js",
                        "favicon-32x32.png", webjar + "favicon-32x32.png",
                        "start.js", "openapi/swagger-ui.js")
                .entrySet()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, file -> read(file.getValue())));
    }

    byte[] description() {
        return description.clone();
    }

    byte[] page() {
        return page.clone();
    }

    /** A file of the page; empty where the page has no such file. */
    Optional<byte[]> asset(String name) {
        return Optional.ofNullable(assets.get(name));
    }

    private String webjarVersion() {
        Properties properties = new Properties();
        try (InputStream file = open("META-INF/maven/" + WEBJAR + "/pom.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return String.valueOf(properties.getProperty("version"));
    }

    private byte[] read(String path) {
        try (InputStream file = open(path)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    private InputStream open(String path) {
        return resources
                .getResourceAsStream("classpath:" + path)
                .orElseThrow(() -> new IllegalStateException("not on the class path: " + path));
    }
}
