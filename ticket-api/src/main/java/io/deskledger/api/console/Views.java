package io.deskledger.api.console;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.Map;

/** Renders templates, which were compiled together with this code. */
@Singleton
public final class Views {

    private static final MediaType HTML = MediaType.of("text/html;charset=utf-8");

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Views.class.getClassLoader(), Views.class.getPackageName());

    /** The page or part of that template; what is on it is the reader's, so nobody keeps it. */
    public MutableHttpResponse<String> ok(String template, Map<String, Object> model) {
        return HttpResponse.ok(render(template, model)).contentType(HTML).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** Gives an answer that template as its body. */
    MutableHttpResponse<String> fill(MutableHttpResponse<?> response, String template, Map<String, Object> model) {
        return response.body(render(template, model)).contentType(HTML).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    String render(String template, Map<String, Object> model) {
        StringOutput out = new StringOutput();
        engine.render(template + ".jte", model, out);
        return out.toString();
    }
}
