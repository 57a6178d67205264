package io.deskledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.simple.SimpleHttpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTest {

    private static final String PROXY = "10.1.0.1";
    private static final String CLIENT = "198.51.100.7";
    private static final ClientAddresses ADDRESSES = new ClientAddresses("10.1.0.0/16, fd12::/32");

    @Test
    void whoIsNoProxyOfOursTellsNothing() {
        assertThat(client("203.0.113.9", CLIENT)).isEqualTo("203.0.113.9");
        assertThat(client("10.2.0.1", CLIENT)).isEqualTo("10.2.0.1");
        assertThat(address(new ClientAddresses(""), PROXY, CLIENT)).isEqualTo(PROXY);
    }

    @Test
    void aProxyTellsWhomItHadItFrom() {
        assertThat(client(PROXY, CLIENT)).isEqualTo(CLIENT);
        assertThat(client(PROXY)).isEqualTo(PROXY);
        assertThat(client("fd12::1", "2001:db8::7")).isEqualTo("2001:db8:0:0:0:0:0:7");
        assertThat(client("::ffff:10.1.0.1", CLIENT)).isEqualTo(CLIENT);
    }

    @Test
    void whatTheClientWroteItselfIsNotBelieved() {
        assertThat(client(PROXY, "192.0.2.1, " + CLIENT)).isEqualTo(CLIENT);
        assertThat(client(PROXY, "10.1.0.9, " + CLIENT)).isEqualTo(CLIENT);
        assertThat(client(PROXY, "10.1.0.9," + CLIENT + ",10.1.0.2,fd12::2")).isEqualTo(CLIENT);
    }

    @Test
    void severalLinesAreOneWay() {
        assertThat(client(PROXY, "192.0.2.1", CLIENT, "10.1.0.2")).isEqualTo(CLIENT);
        assertThat(client(PROXY, CLIENT, "10.1.0.3, 10.1.0.2")).isEqualTo(CLIENT);
    }

    @Test
    void ofProxiesAloneItIsTheFirst() {
        assertThat(client(PROXY, "10.1.0.3, 10.1.0.2")).isEqualTo("10.1.0.3");
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.7:51234, 198.51.100.7",
        "[2001:db8::7], 2001:db8:0:0:0:0:0:7",
        "[2001:db8::7]:443, 2001:db8:0:0:0:0:0:7",
        "::ffff:198.51.100.7, 198.51.100.7"
    })
    void readsWhatProxiesWrite(String entry, String client) {
        assertThat(client(PROXY, "192.0.2.1, " + entry + " ")).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown",
                "_hidden",
                "",
                "1",
                "198.51.100",
                "198.51.100.256",
                "198.51.100.7:port",
                "[2001:db8::7",
                "2001:db8::7]",
                "[198.51.100.7",
                "a.example.org",
                "\"198.51.100.7\"",
                "fe80::1%nowhere",
                "::1::"
            })
    void garbageEndsTheWay(String garbage) {
        assertThat(client(PROXY, CLIENT + "," + garbage)).isEqualTo(PROXY);
        assertThat(client(PROXY, CLIENT + "," + garbage + ", 10.1.0.2")).isEqualTo("10.1.0.2");
        assertThat(client(PROXY, garbage + "," + CLIENT)).isEqualTo(CLIENT);
    }

    @Test
    void aNetworkThatIsNoneIsNamedAtTheStart() {
        assertThatThrownBy(() -> new ClientAddresses("10.0.0.0/40"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("DESKLEDGER_TRUSTED_PROXIES");
    }

    private static String client(String peer, String... forwarded) {
        return address(ADDRESSES, peer, forwarded);
    }

    private static String address(ClientAddresses addresses, String peer, String... forwarded) {
        return Objects.requireNonNull(addresses.of(new Call(peer, List.of(forwarded))))
                .getHostAddress();
    }

    private static final class Call extends SimpleHttpRequest<Object> {

        private final String peer;

        Call(String peer, List<String> forwarded) {
            super(HttpMethod.GET, "/", null);
            this.peer = peer;
            forwarded.forEach(line -> getHeaders().add(ClientAddresses.HEADER, line));
        }

        @Override
        public InetSocketAddress getRemoteAddress() {
            return new InetSocketAddress(InetAddress.ofLiteral(peer), 40_000);
        }
    }
}
