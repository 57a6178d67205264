package io.deskledger.api.console;

import io.deskledger.api.problem.ProblemException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/** Scripts, styles and pictures of the console, for anyone: they are the same for all, and tell nothing of anybody. */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
final class AssetController {

    private final Assets assets;

    AssetController(Assets assets) {
        this.assets = assets;
    }

    @Get("/assets/{name}")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> file(HttpRequest<?> request, String name) {
        Assets.Asset asset =
                assets.find(name).orElseThrow(() -> new ProblemException.NotFound("The console has no such file"));
        return answer(request, asset);
    }

    @Get("/favicon.ico")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> icon(HttpRequest<?> request) {
        return file(request, "logo.svg");
    }

    private static HttpResponse<byte[]> answer(HttpRequest<?> request, Assets.Asset asset) {
        String tag = "\"" + asset.hash() + "\"";
        boolean versioned = asset.hash().equals(request.getParameters().get("v"));
        String cache = versioned ? "public, max-age=31536000, immutable" : "no-cache";
        if (tag.equals(request.getHeaders().get(HttpHeaders.IF_NONE_MATCH))) {
            return HttpResponse.<byte[]>notModified()
                    .header(HttpHeaders.ETAG, tag)
                    .header(HttpHeaders.CACHE_CONTROL, cache);
        }
        String accepted = request.getHeaders().get(HttpHeaders.ACCEPT_ENCODING);
        boolean gzip = accepted != null && accepted.contains("gzip");
        MutableHttpResponse<byte[]> response = HttpResponse.ok(gzip ? asset.gzip() : asset.plain())
                .contentType(asset.type())
                .header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header(HttpHeaders.CACHE_CONTROL, cache);
        return gzip ? response.header(HttpHeaders.CONTENT_ENCODING, "gzip") : response;
    }
}
