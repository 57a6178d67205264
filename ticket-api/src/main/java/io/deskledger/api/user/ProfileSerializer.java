package io.deskledger.api.user;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.Encoder;
import io.micronaut.serde.Serializer;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Writes profiles into answers, in the one shape that events have too. */
@Singleton
final class ProfileSerializer implements Serializer<Profile> {

    private static final Argument<JsonNode> TREE = Argument.of(JsonNode.class);

    private final Serializer<JsonNode> trees;

    ProfileSerializer(Serializer<JsonNode> trees) {
        this.trees = trees;
    }

    @Override
    public void serialize(Encoder out, EncoderContext context, Argument<? extends Profile> type, Profile profile)
            throws IOException {
        trees.serialize(out, context, TREE, profile.json());
    }
}
