package io.deskledger.api.webhook.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.exceptions.ConfigurationException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    private static final AddressRules PUBLIC_ONLY = rules();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "127.0.0.1",
                "127.255.255.254",
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "169.254.0.1",
                "169.254.169.254",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "192.88.99.1",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2001::1",
                "2001:db8::1",
                "3fff::1",
                "100::1",
                "4000::1"
            })
    void refusesWhatIsNotPublic(String address) {
        assertThat(PUBLIC_ONLY.refusal(InetAddress.ofLiteral(address)))
                .as(address)
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "169.253.255.255",
                "192.167.255.255",
                "192.169.0.0",
                "223.255.255.255",
                "::ffff:1.1.1.1",
                "2606:4700:4700::1111",
                "2a00:1450::1"
            })
    void allowsWhatIsPublic(String address) {
        assertThat(PUBLIC_ONLY.refusal(InetAddress.ofLiteral(address)))
                .as(address)
                .isEmpty();
    }

    /** A mapped address reaches Java's resolver as the bytes of an IPv6 address only through other resolvers. */
    @Test
    void looksIntoMappedAddresses() throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        mapped[12] = 127;
        mapped[15] = 1;
        assertThat(PUBLIC_ONLY.refusal(java.net.Inet6Address.getByAddress("a", mapped, 0)))
                .isPresent();
    }

    @Test
    void allowsTheNetworksOfTheOperator() {
        AddressRules rules = rules("10.1.0.0/16", "fd12::/32", "192.168.7.7", " ");
        assertThat(rules.refusal(InetAddress.ofLiteral("10.1.255.1"))).isEmpty();
        assertThat(rules.refusal(InetAddress.ofLiteral("10.2.0.1"))).isPresent();
        assertThat(rules.refusal(InetAddress.ofLiteral("192.168.7.7"))).isEmpty();
        assertThat(rules.refusal(InetAddress.ofLiteral("192.168.7.8"))).isPresent();
        assertThat(rules.refusal(InetAddress.ofLiteral("fd12::9"))).isEmpty();
        assertThat(rules.refusal(InetAddress.ofLiteral("fd13::9"))).isPresent();
        assertThatThrownBy(() -> rules("10.1.0.0/33")).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> rules("example.org")).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void handsOnOnlyCheckedAddresses() throws UnknownHostException {
        InetAddress good = InetAddress.ofLiteral("1.1.1.1");
        InetAddress bad = InetAddress.ofLiteral("127.0.0.1");
        assertThat(new CheckedDns(PUBLIC_ONLY, _ -> new InetAddress[] {bad, good}).resolve("a"))
                .containsExactly(good);
        assertThatThrownBy(() -> new CheckedDns(PUBLIC_ONLY, _ -> new InetAddress[] {bad}).resolve("a"))
                .isInstanceOf(NoAddressException.class)
                .hasMessage("the address may not be reached: 127.0.0.1 is loopback");
        assertThatThrownBy(() -> new CheckedDns(PUBLIC_ONLY, _ -> new InetAddress[0]).resolve("a"))
                .isInstanceOf(NoAddressException.class);
        InetAddress[] many = new InetAddress[50];
        java.util.Arrays.fill(many, good);
        assertThat(new CheckedDns(PUBLIC_ONLY, _ -> many).resolve("a")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/",
                "ftp://example.org",
                "example.org",
                "https://",
                "https:///x",
                "https://a b/",
                "https://u:p@example.org/",
                "https://example.org/#f",
                "https://127.0.0.1/",
                "https://[::1]/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0177.0.0.1/",
                "https://127.1/",
                "https://127.0.0.1./",
                "https://[::ffff:10.0.0.1]/",
                "https://[fe80::1%25eth0]/",
                "https://exämple.org/",
                "https://example.org:0/",
                "https://example.org:65536/",
                "https://169.254.169.254/latest/meta-data"
            })
    void refusesUrls(String url) {
        assertThat(urls(false).problem(url)).as(url).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org",
                "https://example.org:8443/hooks?a=b",
                "https://1.1.1.1/",
                "https://xn--exmple-cua.org/",
                "https://[2606:4700:4700::1111]/",
                "HTTPS://Example.org/x",
                "https://1and1.example/"
            })
    void takesUrls(String url) {
        assertThat(urls(false).problem(url)).as(url).isEmpty();
    }

    @Test
    void takesPlainHttpWhereTheOperatorAllowsIt() {
        assertThat(urls(true).problem("http://example.org/")).isEmpty();
        assertThat(urls(true).problem("http://127.0.0.1/")).isPresent();
    }

    @Test
    void readsHowLongAReceiverWantsToBeLeftAlone() {
        Instant now = Instant.parse("2026-11-21T12:00:00Z");
        assertThat(RetryAfter.read(" 120 ", now)).isEqualTo(Duration.ofMinutes(2));
        assertThat(RetryAfter.read("Sat, 21 Nov 2026 12:00:30 GMT", now)).isEqualTo(Duration.ofSeconds(30));
        assertThat(RetryAfter.read("Sat, 21 Nov 2026 11:00:30 GMT", now)).isZero();
        for (String nonsense : List.of("", "-1", "soon", "99999999999999999999", "1.5", "١٢")) {
            assertThat(RetryAfter.read(nonsense, now)).as(nonsense).isNull();
        }
    }

    private static AddressRules rules(String... allow) {
        return new AddressRules(settings(false, allow));
    }

    private static WebhookUrls urls(boolean http) {
        return new WebhookUrls(settings(http), PUBLIC_ONLY);
    }

    private static ReceiverSettings settings(boolean http, String... allow) {
        return new ReceiverSettings(List.of(allow), http, Duration.ofSeconds(1), Duration.ofSeconds(1));
    }
}
