package io.deskledger.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the chart makes of values. */
final class Chart {

    static final Path FOLDER = Path.of("deskledger").toAbsolutePath();

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Map<String, String> REQUIRED = Map.of(
            "database.url", "jdbc:postgresql://db.example.org/deskledger",
            "kafka.bootstrapServers", "kafka.example.org:9092",
            "existingSecret", "desk-secrets",
            "ticketApi.attachments.s3.bucket", "files",
            "image.repository", "registry.example.org/deskledger",
            "image.tag", "test",
            // Rendering leaves hooks out.
            "setup.hook", "false");

    private final List<JsonNode> things;

    private Chart(List<JsonNode> things) {
        this.things = things;
    }

    /** With what must be set, and these values. */
    static Chart with(Map<String, String> values, Path... files) {
        Map<String, String> all = new TreeMap<>(REQUIRED);
        all.putAll(values);
        TemplateCommand command = new Helm(FOLDER)
                .template()
                .withName("desk")
                .withNamespace("support")
                .withKubeVersion("1.30.0");
        all.forEach(command::set);
        for (Path file : files) {
            command.withValuesFile(file);
        }
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(command.call())) {
            List<JsonNode> things = new ArrayList<>();
            documents.readAll().stream().filter(JsonNode::isObject).forEach(things::add);
            return new Chart(things);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> names() {
        return things.stream()
                .map(thing -> thing.path("kind").asText() + " "
                        + thing.at("/metadata/name").asText())
                .toList();
    }

    JsonNode the(String kind, String name) {
        return things.stream()
                .filter(thing -> thing.path("kind").asText().equals(kind)
                        && thing.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no %s %s among %s".formatted(kind, name, names())));
    }

    List<JsonNode> all(String kind) {
        return things.stream()
                .filter(thing -> thing.path("kind").asText().equals(kind))
                .toList();
    }

    /** Everything that makes pods. */
    List<JsonNode> workloads() {
        return things.stream()
                .filter(thing -> thing.at("/spec/template").isObject())
                .toList();
    }

    static String component(JsonNode thing) {
        return thing.at("/metadata/labels/app.kubernetes.io~1component").asText();
    }

    static JsonNode container(JsonNode workload) {
        return workload.at("/spec/template/spec/containers/0");
    }
}
