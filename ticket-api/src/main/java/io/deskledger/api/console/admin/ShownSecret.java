package io.deskledger.api.console.admin;

import io.deskledger.api.console.Pages;
import io.deskledger.api.console.Visit;
import io.micronaut.http.HttpResponse;
import java.util.Map;

/**
 * A secret that was just made, for the only page that ever holds it.
 *
 * @param secret the secret
 * @param what it is for, by name
 * @param back where its reader goes on
 */
record ShownSecret(String secret, String what, String back) {

    HttpResponse<String> page(Pages pages, Visit visit, String section, String title) {
        return pages.page(visit, section, title, "admin/secret", Map.of("secret", secret, "what", what, "back", back));
    }
}
