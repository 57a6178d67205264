package io.deskledger.api.webhook.receiver;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;

/** An HTTP client that trusts nobody: no redirect, no cookie, no unpacking, no second try, no endless header. */
final class ReceiverClient {

    private static final int MAX_LINE = 8_192;
    private static final int MAX_HEADERS = 100;
    private static final int MAX_ERROR = 300;

    private ReceiverClient() {}

    static CloseableHttpClient open(ReceiverSettings settings, DnsResolver resolver) {
        return HttpClients.custom()
                .setConnectionManager(connections(settings, resolver))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(timeout(settings.timeout().toMillis()))
                        .build())
                .setConnectionReuseStrategy((_, _, _) -> false)
                .setUserAgent("Deskledger-Webhooks")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    private static PoolingHttpClientConnectionManager connections(ReceiverSettings settings, DnsResolver resolver) {
        Timeout connect = timeout(settings.connectTimeout().toMillis());
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(timeout(settings.timeout().toMillis()))
                        .build())
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(connect).build())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(MAX_LINE)
                                .setMaxHeaderCount(MAX_HEADERS)
                                .build())
                        .build())
                // The worker bounds attempts; this pool must never be what makes one wait.
                .setMaxConnTotal(Integer.MAX_VALUE)
                .setMaxConnPerRoute(Integer.MAX_VALUE)
                .build();
    }

    private static Timeout timeout(long millis) {
        return Timeout.ofMilliseconds(millis);
    }

    /** Why no answer came, in words for the log of attempts. */
    static String describe(Exception e) {
        String error = switch (e) {
            case NoAddressException none -> String.valueOf(none.getMessage());
            case UnknownHostException _ -> "the host's name leads to no address";
            case ConnectTimeoutException _ -> "no connection in time";
            case ConnectException _ -> "the connection was refused";
            case SocketTimeoutException _ -> "no answer in time";
            case SSLException tls -> "TLS: " + tls.getMessage();
            default -> "no HTTP answer: " + e.getClass().getSimpleName();
        };
        String storable = error.replace('\0', ' ');
        return storable.length() > MAX_ERROR ? storable.substring(0, MAX_ERROR) : storable;
    }
}
