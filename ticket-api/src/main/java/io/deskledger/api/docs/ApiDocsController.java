package io.deskledger.api.docs;

import io.deskledger.api.problem.ProblemException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/** The API's description, for anyone: it tells what there is, not what is in it. */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
final class ApiDocsController {

    private static final String YAML = "application/yaml";

    // The page sets styles of its own; scripts and calls are this server's only.
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final ApiDocs docs;

    ApiDocsController(ApiDocs docs) {
        this.docs = docs;
    }

    @Get("/openapi.yml")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> description() {
        return answer(docs.description(), YAML);
    }

    @Get("/swagger-ui")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> page() {
        return answer(docs.page(), "text/html; charset=utf-8");
    }

    @Get("/swagger-ui/{file}")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> asset(String file) {
        byte[] content = docs.asset(file).orElseThrow(() -> new ProblemException.NotFound("The page has no such file"));
        String type = MediaType.forFilename(file).getName();
        return answer(content, type);
    }

    private static HttpResponse<byte[]> answer(byte[] content, String type) {
        return HttpResponse.ok(content)
                .header(HttpHeaders.CONTENT_TYPE, type)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff");
    }
}
