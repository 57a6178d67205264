package io.deskledger.api.user;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.model.user.UserRole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the desk knows of a person in their role. */
sealed interface Profile {

    /** The profile as JSON: every field of the role, those without a value as null. */
    ObjectNode json();

    /** The profile of somebody of whom nothing is known yet. */
    static Profile empty(UserRole role) {
        return switch (role) {
            case CUSTOMER -> new OfCustomer(null, null, null);
            case AGENT -> new OfAgent(null, List.of(), null, null);
            case ADMIN -> new OfAdmin();
        };
    }

    /**
     * Of a customer.
     *
     * @param company where they work
     * @param industry what the company does
     * @param accountType what kind of customer they are
     */
    record OfCustomer(
            @Nullable String company,
            @Nullable String industry,
            @Nullable String accountType) implements Profile {
        @Override
        public ObjectNode json() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("company", company)
                    .put("industry", industry)
                    .put("account_type", accountType);
        }
    }

    /**
     * Of an agent.
     *
     * @param department where they work
     * @param skills what they know, in lower case: what tickets are given by
     * @param skillLevel 1 to 10
     * @param capacity with how many open tickets they get no more by themselves, or null for no limit
     */
    record OfAgent(
            @Nullable String department,
            List<String> skills,
            @Nullable Integer skillLevel,
            @Nullable Integer capacity) implements Profile {
        @Override
        public ObjectNode json() {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("department", department);
            ArrayNode names = json.putArray("skills");
            skills.forEach(names::add);
            return json.put("skill_level", skillLevel).put("capacity", capacity);
        }
    }

    /** Of an admin: nothing. */
    record OfAdmin() implements Profile {
        @Override
        public ObjectNode json() {
            return JsonNodeFactory.instance.objectNode();
        }
    }
}
