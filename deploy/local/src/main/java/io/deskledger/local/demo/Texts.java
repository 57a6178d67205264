package io.deskledger.local.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The sentences that demo tickets are made of, read from {@code demo/texts.json}. */
record Texts(
        Map<String, List<String>> slots,
        List<String> greetings,
        List<String> closings,
        List<String> acknowledgements,
        List<String> thanks,
        List<String> again,
        List<String> reopened,
        @JsonProperty("final") List<String> lasting,
        List<Scenario> scenarios) {

    /**
     * One kind of trouble.
     *
     * @param weight how often it comes, relative to the others
     * @param priorities how often it comes as low, medium, high, urgent
     * @param problems one for each title, in the same order
     */
    record Scenario(
            String category,
            int weight,
            List<Integer> priorities,
            List<String> tags,
            List<String> titles,
            List<String> problems,
            List<String> details,
            List<String> questions,
            List<String> answers,
            List<String> notes,
            List<String> solutions) {}

    static Texts load() {
        try (InputStream in = Objects.requireNonNull(Texts.class.getResourceAsStream("/demo/texts.json"))) {
            return new ObjectMapper().readValue(in, Texts.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
